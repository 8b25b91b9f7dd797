-- Whose data were erased, of whom nothing is left but that they were there; and after how many days a study forgets its people.
ALTER TABLE "User" ADD COLUMN "erasedAt" TIMESTAMPTZ;
ALTER TABLE "User" ADD CONSTRAINT "User_erased_is_empty" CHECK (
  "erasedAt" IS NULL OR (email IS NULL AND "passwordHash" IS NULL AND "disabledAt" IS NOT NULL));
ALTER TABLE "Study" ADD COLUMN "forgetAfterDays" INTEGER, ADD COLUMN "forgottenAt" TIMESTAMPTZ;
ALTER TABLE "Study" ADD CONSTRAINT "Study_forgets_after_days" CHECK ("forgetAfterDays" BETWEEN 0 AND 3650);
