-- Responses that tell who made them: which words were found, and what was decided about each.
CREATE TYPE "NameDecision" AS ENUM ('KEEP', 'MASK', 'EXCLUDE');
CREATE TYPE "NameKind" AS ENUM ('SYSTEM', 'LISTED', 'MODEL', 'MAKER', 'PHRASE');
CREATE TABLE "NamedResponse" (
  "studyId" UUID NOT NULL,
  "responseId" UUID NOT NULL,
  "word" TEXT NOT NULL,
  "kind" "NameKind" NOT NULL,
  "inPrompt" BOOLEAN NOT NULL DEFAULT false,
  "decision" "NameDecision",
  "decidedById" UUID,
  "decidedAt" TIMESTAMPTZ,
  CONSTRAINT "NamedResponse_pkey" PRIMARY KEY ("studyId", "responseId", "word"),
  CONSTRAINT "NamedResponse_studyId_fkey"
    FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "NamedResponse_responseId_fkey"
    FOREIGN KEY ("responseId") REFERENCES "SystemResponse" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "NamedResponse_word_is_given" CHECK (btrim(word) <> ''),
  CONSTRAINT "NamedResponse_decision_is_dated" CHECK ((decision IS NULL) = ("decidedAt" IS NULL))
);
CREATE INDEX "NamedResponse_responseId_idx" ON "NamedResponse" ("responseId");

CREATE TABLE "ListedName" (
  "letters" TEXT NOT NULL,
  "word" TEXT NOT NULL,
  "addedById" UUID,
  "addedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "ListedName_pkey" PRIMARY KEY ("letters"),
  CONSTRAINT "ListedName_word_is_given" CHECK (btrim(word) <> '' AND letters <> '')
);

ALTER TABLE "Study" ADD COLUMN "namesVersion" TEXT;
ALTER TABLE "UploadRow" ADD COLUMN "names" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "UploadRow" ALTER COLUMN names SET NOT NULL;

-- Whether the desk asked before it took a verdict, and whether it was given as hastily all the same.
CREATE TYPE "Haste" AS ENUM ('TIME', 'END', 'BOTH');
ALTER TABLE "Assignment"
  ADD COLUMN "asked" "Haste",
  ADD COLUMN "hasty" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT "Assignment_hasty_was_asked" CHECK (asked IS NOT NULL OR NOT hasty);

-- A verdict that the desk asked about, stored with what it asked. As submit_and_claim, which does all the rest.
CREATE FUNCTION submit_asked(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text, p_asked "Haste", p_hasty boolean, p_wanted integer, p_batch integer,
  p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  reply jsonb := submit_and_claim(p_study, p_annotator, p_assignment, p_key, p_choices, p_elapsed, p_active, p_rationale,
                                  p_flag, p_note, p_wanted, p_batch, p_holding);
BEGIN
  IF reply ->> 'outcome' = 'saved' THEN
    -- Once: a retry says the same, and what another window sent stands.
    UPDATE "Assignment" SET asked = p_asked, hasty = p_hasty
    WHERE "studyId" = p_study AND id = p_assignment AND asked IS NULL AND EXISTS (
      SELECT FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "submissionKey" = p_key);
  END IF;
  RETURN reply;
END $$;
