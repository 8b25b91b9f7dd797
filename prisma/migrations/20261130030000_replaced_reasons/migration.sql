-- CreateTable
CREATE TABLE "ReplacedReason" (
    "studyId" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "replacedAt" TIMESTAMPTZ NOT NULL,
    "rationale" TEXT,

    CONSTRAINT "ReplacedReason_pkey" PRIMARY KEY ("studyId","assignmentId","replacedAt")
);

-- AddForeignKey
ALTER TABLE "ReplacedReason" ADD CONSTRAINT "ReplacedReason_studyId_assignmentId_fkey" FOREIGN KEY ("studyId", "assignmentId") REFERENCES "Assignment"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- As in prisma/functions, where it is described: a trigger needs it.
CREATE OR REPLACE FUNCTION keep_replaced_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ReplacedReason" ("studyId", "assignmentId", "replacedAt", rationale)
  VALUES (OLD."studyId", OLD.id, clock_timestamp(), OLD.rationale);
  RETURN NULL;
END $$;
CREATE TRIGGER "Assignment_keeps_replaced_reason" AFTER UPDATE OF rationale ON "Assignment"
  FOR EACH ROW WHEN (OLD."doneAt" IS NOT NULL AND OLD.rationale IS DISTINCT FROM NEW.rationale)
  EXECUTE FUNCTION keep_replaced_reason();

-- What the desk asked before a verdict is part of the answer, also when that comes late.
ALTER TABLE "LateVerdict" ADD COLUMN "asked" "Haste", ADD COLUMN "hasty" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT "LateVerdict_hasty_was_asked" CHECK (asked IS NOT NULL OR NOT hasty);
