-- What a model's stored answer says when it is read anew: `outcome`, and answers as presented where there are some. What it
-- was read as before stays on record, dated. Also of a study that is over: nothing was asked anew.
CREATE OR REPLACE FUNCTION revise_model_verdict(p_study uuid, p_annotator uuid, p_reading jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  said record;
  mine record;
  given jsonb;
  stored jsonb;
  aside integer;
BEGIN
  SELECT * INTO said FROM jsonb_to_record(p_reading) AS s(
    "assignmentId" uuid, "submissionKey" uuid, outcome "ModelOutcome", answers jsonb);
  PERFORM FROM "Annotator" WHERE "studyId" = p_study AND id = p_annotator AND llm IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT a."leftIsA", a.outcome, a.flag INTO mine FROM "Assignment" a
  WHERE a."studyId" = p_study AND a.id = said."assignmentId" AND a."annotatorId" = p_annotator AND a."doneAt" IS NOT NULL;
  IF NOT FOUND THEN RETURN 'slot_lost'; END IF;
  IF said.outcome = 'ANSWERED' THEN
    given := canonical_answers(p_study, said."assignmentId", said.answers, mine."leftIsA");
    IF given IS NULL THEN RETURN 'invalid_choice'; END IF;
  END IF;
  SELECT jsonb_agg(jsonb_build_object('criterion', "criterionId", 'turn', turn, 'choice', choice, 'score', score)
                   ORDER BY "criterionId", turn) INTO stored
  FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = said."assignmentId" AND "supersededAt" IS NULL;
  IF mine.outcome = said.outcome AND stored IS NOT DISTINCT FROM given THEN RETURN 'same'; END IF;
  UPDATE "Judgment" SET "supersededAt" = clock_timestamp()
  WHERE "studyId" = p_study AND "assignmentId" = said."assignmentId" AND "supersededAt" IS NULL;
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", turn, choice, score, "submissionKey", "createdAt")
  SELECT p_study, said."assignmentId", criterion, turn, choice, score, said."submissionKey", clock_timestamp()
  FROM jsonb_to_recordset(coalesce(given, '[]')) AS answer(criterion uuid, turn integer, choice text, score float8);
  UPDATE "Assignment" SET outcome = said.outcome, flag = CASE WHEN given IS NULL THEN 'NO_VERDICT'::"Flag" END
  WHERE "studyId" = p_study AND id = said."assignmentId";
  -- How many more there are without a verdict than before.
  aside := (given IS NULL)::integer - (mine.flag IS NOT NULL)::integer;
  UPDATE "Annotator" SET "setAside" = "setAside" + aside, "keptWanted" = "keptWanted" - aside, revision = revision + 1
  WHERE "studyId" = p_study AND id = p_annotator;
  RETURN 'revised';
END $$;
