ALTER TABLE "Invite"
  ADD COLUMN "personName" TEXT,
  ADD COLUMN "personEmail" TEXT,
  ADD COLUMN "usedAt" TIMESTAMPTZ,
  ADD COLUMN "usedById" UUID,
  ADD CONSTRAINT "Invite_usedById_fkey" FOREIGN KEY ("usedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT "Invite_of_one_person_serves_once" CHECK ("personName" IS NULL OR (capacity = 1 AND "studyId" IS NOT NULL)),
  ADD CONSTRAINT "Invite_knows_who_used_it_of_one_person" CHECK ("personName" IS NOT NULL OR ("personEmail" IS NULL AND "usedById" IS NULL));

CREATE INDEX "Invite_usedById_idx" ON "Invite"("usedById");
