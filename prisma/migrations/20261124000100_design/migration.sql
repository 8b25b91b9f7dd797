-- CreateEnum
CREATE TYPE "RationalePolicy" AS ENUM ('OFF', 'OPTIONAL', 'REQUIRED');

-- CreateEnum
CREATE TYPE "Looks" AS ENUM ('CLOSING', 'ANYTIME');

-- CreateEnum
CREATE TYPE "AmendmentKind" AS ENUM ('INSTRUCTIONS', 'CAP', 'OVERLAP', 'SYSTEM');

-- DropIndex
DROP INDEX "Assignment_studyId_itemId_slot_key";

-- AlterTable
ALTER TABLE "Study" ADD COLUMN     "category" TEXT,
ADD COLUMN     "consent" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "identicalChecks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "looks" "Looks" NOT NULL DEFAULT 'CLOSING',
ADD COLUMN     "planning" JSONB,
ADD COLUMN     "protocolHash" TEXT,
ADD COLUMN     "protocolText" TEXT,
ADD COLUMN     "rationale" "RationalePolicy" NOT NULL DEFAULT 'OFF',
ADD COLUMN     "rehearsalOfId" UUID,
ADD COLUMN     "repeatShare" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN     "reviseLast" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "sample" INTEGER;

-- AlterTable
ALTER TABLE "AnnotatorGroup" ADD COLUMN     "judgesShared" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "overlap" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "places" INTEGER,
ADD COLUMN     "position" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Annotator" ADD COLUMN     "consentedAt" TIMESTAMPTZ,
ADD COLUMN     "idleAt" TIMESTAMPTZ,
ADD COLUMN     "idleReason" TEXT,
ADD COLUMN     "judged" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "amendment" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "feedback" TEXT,
ADD COLUMN     "startsLeft" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Assignment" ADD COLUMN     "due" INTEGER,
ADD COLUMN     "keptForId" UUID,
ADD COLUMN     "repeatAfter" INTEGER;

-- CreateTable
CREATE TABLE "StudyPair" (
    "studyId" UUID NOT NULL,
    "systemAId" UUID NOT NULL,
    "systemBId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amendment" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "StudyPair_pkey" PRIMARY KEY ("studyId","systemAId","systemBId")
);

-- CreateTable
CREATE TABLE "KnownItem" (
    "studyId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ItemKind" NOT NULL,
    "promptId" UUID NOT NULL,
    "systemAId" UUID NOT NULL,
    "systemBId" UUID NOT NULL,
    "expected" TEXT NOT NULL,
    "feedback" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "KnownItem_pkey" PRIMARY KEY ("studyId","position")
);

-- CreateTable
CREATE TABLE "Amendment" (
    "studyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "AmendmentKind" NOT NULL,
    "actorId" UUID,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reason" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "judgments" INTEGER NOT NULL,
    "protocolHash" TEXT NOT NULL,

    CONSTRAINT "Amendment_pkey" PRIMARY KEY ("studyId","number")
);

-- CreateTable
CREATE TABLE "Opening" (
    "studyId" UUID NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Opening_pkey" PRIMARY KEY ("studyId")
);

-- CreateIndex
CREATE UNIQUE INDEX "StudyPair_studyId_position_key" ON "StudyPair"("studyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_studyId_itemId_slot_repeat_key" ON "Assignment"("studyId", "itemId", "slot", "repeat");

-- AddForeignKey
ALTER TABLE "Study" ADD CONSTRAINT "Study_rehearsalOfId_fkey" FOREIGN KEY ("rehearsalOfId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudyPair" ADD CONSTRAINT "StudyPair_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudyPair" ADD CONSTRAINT "StudyPair_systemAId_fkey" FOREIGN KEY ("systemAId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudyPair" ADD CONSTRAINT "StudyPair_systemBId_fkey" FOREIGN KEY ("systemBId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownItem" ADD CONSTRAINT "KnownItem_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KnownItem" ADD CONSTRAINT "KnownItem_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Amendment" ADD CONSTRAINT "Amendment_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_keptForId_fkey" FOREIGN KEY ("studyId", "keptForId") REFERENCES "Annotator"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE "Study"
  DROP CONSTRAINT "Study_overlap_from_1",
  ADD CONSTRAINT "Study_overlap_from_0" CHECK (overlap BETWEEN 0 AND 1000),
  ADD CONSTRAINT "Study_sample_from_1" CHECK (sample IS NULL OR sample >= 1),
  ADD CONSTRAINT "Study_repeats_at_most_half" CHECK ("repeatShare" BETWEEN 0 AND 0.5),
  ADD CONSTRAINT "Study_checks_from_0" CHECK ("identicalChecks" >= 0),
  ADD CONSTRAINT "Study_revises_from_0" CHECK ("reviseLast" >= 0),
  ADD CONSTRAINT "Study_protocol_is_hashed" CHECK (("protocolText" IS NULL) = ("protocolHash" IS NULL)),
  ADD CONSTRAINT "Study_rehearsal_is_simulated" CHECK ("rehearsalOfId" IS NULL OR origin = 'SIMULATED');
CREATE INDEX "Study_rehearsals" ON "Study" ("rehearsalOfId") WHERE "rehearsalOfId" IS NOT NULL;

ALTER TABLE "AnnotatorGroup"
  ADD CONSTRAINT "AnnotatorGroup_overlap_from_0" CHECK (overlap BETWEEN 0 AND 1000),
  ADD CONSTRAINT "AnnotatorGroup_places_from_1" CHECK (places IS NULL OR places >= 1);
ALTER TABLE "Annotator" ADD CONSTRAINT "Annotator_judged_from_0" CHECK (judged >= 0);

ALTER TABLE "StudyPair" ADD CONSTRAINT "StudyPair_of_two_systems" CHECK ("systemAId" <> "systemBId");
-- Whichever arm is which, two systems are one pair.
CREATE UNIQUE INDEX "StudyPair_once" ON "StudyPair"
  ("studyId", LEAST("systemAId", "systemBId"), GREATEST("systemAId", "systemBId"));
ALTER TABLE "KnownItem" ADD CONSTRAINT "KnownItem_is_gold_or_practice" CHECK (kind IN ('GOLD', 'PRACTICE'));
ALTER TABLE "Amendment" ADD CONSTRAINT "Amendment_has_a_reason" CHECK (btrim(reason) <> '' AND number >= 1);
CREATE TRIGGER "Amendment_is_append_only" BEFORE UPDATE ON "Amendment"
  FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();

ALTER TABLE "Assignment"
  ADD CONSTRAINT "Assignment_kept_is_due" CHECK (("keptForId" IS NULL) = (due IS NULL)),
  ADD CONSTRAINT "Assignment_kept_is_only_theirs" CHECK ("annotatorId" = "keptForId" OR "keptForId" IS NULL OR "annotatorId" IS NULL),
  ADD CONSTRAINT "Assignment_repeat_follows_a_first" CHECK ("repeatAfter" IS NULL OR ("repeatAfter" >= 1 AND repeat = 0));
DROP INDEX "Assignment_open_by_rank";
CREATE INDEX "Assignment_kept" ON "Assignment" ("studyId", "keptForId", due)
  WHERE "doneAt" IS NULL AND "keptForId" IS NOT NULL;
-- What an annotator holds, however much they have done.
CREATE INDEX "Assignment_held" ON "Assignment" ("studyId", "annotatorId", "leasedAt")
  WHERE "doneAt" IS NULL AND "annotatorId" IS NOT NULL;

-- Studies made before designs listed their pairs compare the focal system with each baseline.
INSERT INTO "StudyPair" ("studyId", "systemAId", "systemBId", position)
SELECT f."studyId", f."systemId", b."systemId", row_number() OVER (PARTITION BY f."studyId" ORDER BY b.position) - 1
FROM "StudySystem" f JOIN "StudySystem" b ON b."studyId" = f."studyId" AND NOT b.focal
WHERE f.focal;
UPDATE "Annotator" n SET judged = (
  SELECT count(*) FROM "Assignment" a
  WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL);

-- A simulation may be discarded; what people judged never.
CREATE OR REPLACE FUNCTION judgment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."supersededAt" IS NULL AND NEW."supersededAt" IS NOT NULL
     AND to_jsonb(OLD) - 'supersededAt' = to_jsonb(NEW) - 'supersededAt' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Study" WHERE id = OLD."studyId" AND origin = 'SIMULATED') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Judgments are append-only: add a row and date the old one' USING ERRCODE = 'restrict_violation';
END $$;

-- A judgment's option with its score names the criterion, too: one check a row instead of three, each of which would lock
-- a row that all verdicts of the study share.
ALTER TABLE "Judgment"
  DROP CONSTRAINT "Judgment_studyId_criterionId_fkey",
  DROP CONSTRAINT "Judgment_studyId_criterionId_choice_fkey";
