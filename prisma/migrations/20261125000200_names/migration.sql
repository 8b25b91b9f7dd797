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

-- Submissions that came at the same moment, in one round trip: [reply, …] in their order. Each is a transaction of its own,
-- so that it holds up nobody longer than alone and the failure of one takes no other with it. The disk is waited for once,
-- at the end: the log is written in order, so what is on it then holds all of them. `stamp` is null where the caller has
-- proven who it is; `asked` and `hasty` are what the desk asked before it took the verdict, and how that went.
CREATE PROCEDURE take_submissions(p_batch jsonb, INOUT replies jsonb) LANGUAGE plpgsql AS $$
DECLARE
  one record;
  me uuid;
  reply jsonb;
  together constant boolean := jsonb_array_length(p_batch) > 1;
BEGIN
  replies := '[]';
  FOR one IN
    SELECT * FROM jsonb_to_recordset(p_batch) AS b(
      study uuid, "user" uuid, stamp text, assignment uuid, key uuid, revises boolean, choices text[], elapsed integer,
      active integer, rationale text, flag "Flag", note text, asked "Haste", hasty boolean, wanted integer, batch integer,
      holding uuid[])
  LOOP
    IF together THEN SET LOCAL synchronous_commit = off; END IF;
    me := CASE WHEN one.stamp IS NULL THEN annotator_of(one.study, one."user")
               ELSE signed_in_annotator(one.study, one."user", one.stamp) END;
    reply := CASE WHEN one.revises
      THEN revise_and_claim(one.study, me, one.assignment, one.key, one.choices, one.rationale, one.wanted, one.batch, one.holding)
      ELSE submit_and_claim(one.study, me, one.assignment, one.key, one.choices, one.elapsed, one.active, one.rationale,
                            one.flag, one.note, one.wanted, one.batch, one.holding) END;
    -- Once: a retry says the same, and what another window sent stands.
    IF one.asked IS NOT NULL AND reply ->> 'outcome' = 'saved' THEN
      UPDATE "Assignment" SET asked = one.asked, hasty = one.hasty
      WHERE "studyId" = one.study AND id = one.assignment AND asked IS NULL AND EXISTS (
        SELECT FROM "Judgment" j
        WHERE j."studyId" = one.study AND j."assignmentId" = one.assignment AND j."submissionKey" = one.key);
    END IF;
    replies := replies || jsonb_build_array(reply);
    COMMIT;
  END LOOP;
  -- Something must be written for the last commit to wait.
  IF together THEN PERFORM pg_logical_emit_message(true, 'evenhand', 'submissions taken'); END IF;
END $$;
