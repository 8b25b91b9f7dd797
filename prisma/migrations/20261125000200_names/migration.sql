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

-- Submissions that came at the same moment, as before, and with each verdict what the desk asked about it.
CREATE OR REPLACE FUNCTION take_submissions(p_batch jsonb) RETURNS TABLE (place integer, reply jsonb) LANGUAGE plpgsql AS $$
DECLARE
  each record;
  me uuid;
BEGIN
  FOR each IN
    SELECT b.* FROM jsonb_to_recordset(p_batch) AS b(
      place integer, study uuid, "user" uuid, stamp text, assignment uuid, key uuid, revises boolean, choices text[],
      elapsed integer, active integer, rationale text, flag "Flag", note text, asked "Haste", hasty boolean, wanted integer,
      batch integer, holding uuid[])
    ORDER BY b.study, b."user", b.place
  LOOP
    me := CASE WHEN each.stamp IS NULL THEN annotator_of(each.study, each."user")
               ELSE signed_in_annotator(each.study, each."user", each.stamp) END;
    place := each.place;
    reply := CASE WHEN each.revises
      THEN revise_and_claim(each.study, me, each.assignment, each.key, each.choices, each.rationale, each.wanted, each.batch, each.holding)
      ELSE submit_and_claim(each.study, me, each.assignment, each.key, each.choices, each.elapsed, each.active, each.rationale,
                            each.flag, each.note, each.wanted, each.batch, each.holding) END;
    -- Once: a retry says the same, and what another window sent stands.
    IF each.asked IS NOT NULL AND reply ->> 'outcome' = 'saved' THEN
      UPDATE "Assignment" SET asked = each.asked, hasty = each.hasty
      WHERE "studyId" = each.study AND id = each.assignment AND asked IS NULL AND EXISTS (
        SELECT FROM "Judgment" j
        WHERE j."studyId" = each.study AND j."assignmentId" = each.assignment AND j."submissionKey" = each.key);
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
