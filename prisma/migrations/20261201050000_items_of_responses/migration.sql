-- Whoever removes a system's responses asks of each whether an item shows it.
CREATE INDEX "Item_responseAId_idx" ON "Item"("responseAId");
CREATE INDEX "Item_responseBId_idx" ON "Item"("responseBId");
