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

-- A changed verdict keeps its row; so does the reason that was given with it. It is put by after the verdicts it belongs
-- to are dated, so that a verdict's reason is the first one replaced from then on.
CREATE FUNCTION keep_replaced_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ReplacedReason" ("studyId", "assignmentId", "replacedAt", rationale)
  VALUES (OLD."studyId", OLD.id, clock_timestamp(), OLD.rationale);
  RETURN NULL;
END $$;
CREATE TRIGGER "Assignment_keeps_replaced_reason" AFTER UPDATE OF rationale ON "Assignment"
  FOR EACH ROW WHEN (OLD."doneAt" IS NOT NULL AND OLD.rationale IS DISTINCT FROM NEW.rationale)
  EXECUTE FUNCTION keep_replaced_reason();
