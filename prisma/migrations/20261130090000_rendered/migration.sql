-- Texts as the desk shows them, made beforehand: one safe HTML text a message. An item has its own where words are masked.
ALTER TABLE "Prompt" ADD COLUMN html jsonb, ADD COLUMN renderer text;
ALTER TABLE "SystemResponse" ADD COLUMN html jsonb, ADD COLUMN renderer text;
ALTER TABLE "Item" ADD COLUMN html jsonb, ADD COLUMN renderer text;

-- For those of a set that are still to be rendered.
CREATE INDEX "Prompt_promptSetId_id_idx" ON "Prompt"("promptSetId", "id");
CREATE INDEX "SystemResponse_promptSetId_id_idx" ON "SystemResponse"("promptSetId", "id");

-- As in prisma/functions, where it is described: a trigger needs it.
CREATE OR REPLACE FUNCTION forget_html() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.html := NULL;
  NEW.renderer := NULL;
  RETURN NEW;
END $$;

-- What was rendered of another text is of no use.
CREATE TRIGGER "Prompt_forget_html" BEFORE UPDATE OF messages ON "Prompt"
  FOR EACH ROW WHEN (NEW.messages IS DISTINCT FROM OLD.messages) EXECUTE FUNCTION forget_html();
CREATE TRIGGER "SystemResponse_forget_html" BEFORE UPDATE OF messages ON "SystemResponse"
  FOR EACH ROW WHEN (NEW.messages IS DISTINCT FROM OLD.messages) EXECUTE FUNCTION forget_html();
CREATE TRIGGER "Item_forget_html" BEFORE UPDATE OF masks ON "Item"
  FOR EACH ROW WHEN (NEW.masks IS DISTINCT FROM OLD.masks) EXECUTE FUNCTION forget_html();
