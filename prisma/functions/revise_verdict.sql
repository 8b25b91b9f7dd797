-- Replaces a verdict by a later one of the same annotator: rows are added, and the old ones dated. Only while the study
-- is open, and only for one of their last verdicts. The reason stays when none is sent; a blank one clears it, where
-- none is required.
CREATE OR REPLACE FUNCTION revise_verdict(p_study uuid, p_annotator uuid, p_submission jsonb)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  said record;
  me record;
  mine record;
  given jsonb;
  reason text;
BEGIN
  SELECT * INTO said FROM jsonb_to_record(p_submission) AS s(
    "assignmentId" uuid, "submissionKey" uuid, answers jsonb, rationale text);
  reason := nullif(btrim(said.rationale), '');
  SELECT n.id, s.status, s.rationale AS policy, s."reviseLast" INTO me
  FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT a.id, a."leftIsA", a.flag, i.kind INTO mine
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a."studyId" = p_study AND a.id = said."assignmentId" AND a."annotatorId" = me.id AND a."doneAt" IS NOT NULL;
  IF NOT FOUND THEN RETURN 'slot_lost'; END IF;
  IF EXISTS (
    SELECT FROM "Judgment" j
    WHERE j."studyId" = p_study AND j."assignmentId" = said."assignmentId" AND j."submissionKey" = said."submissionKey")
    THEN RETURN 'saved'; END IF;
  IF me.status = 'CLOSED' THEN RETURN 'study_closed'; END IF;
  IF me.status <> 'OPEN' THEN RETURN 'study_not_open'; END IF;
  IF mine.flag IS NOT NULL OR mine.kind = 'PRACTICE' OR said."assignmentId" NOT IN (
    SELECT id FROM "Assignment"
    WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NOT NULL
    ORDER BY "doneAt" DESC LIMIT me."reviseLast") THEN RETURN 'too_late'; END IF;
  given := canonical_answers(p_study, said."assignmentId", said.answers, mine."leftIsA");
  IF given IS NULL THEN RETURN 'invalid_choice'; END IF;
  IF me.policy = 'REQUIRED' AND said.rationale IS NOT NULL AND reason IS NULL THEN RETURN 'rationale_missing'; END IF;
  UPDATE "Annotator" SET revision = revision + 1 WHERE "studyId" = p_study AND id = me.id;
  UPDATE "Judgment" SET "supersededAt" = clock_timestamp()
  WHERE "studyId" = p_study AND "assignmentId" = said."assignmentId" AND "supersededAt" IS NULL;
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", turn, choice, score, "submissionKey", "createdAt")
  SELECT p_study, said."assignmentId", criterion, turn, choice, score, said."submissionKey", clock_timestamp()
  FROM jsonb_to_recordset(given) AS answer(criterion uuid, turn integer, choice text, score float8);
  IF me.policy <> 'OFF' AND said.rationale IS NOT NULL THEN
    UPDATE "Assignment" SET rationale = reason WHERE "studyId" = p_study AND id = said."assignmentId";
  END IF;
  RETURN 'saved';
END $$;
