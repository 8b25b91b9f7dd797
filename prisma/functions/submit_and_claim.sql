-- One round trip a verdict, or a change of mind: stores it, and answers with what comes next and, after practice, what was
-- expected. A submission is what lib/engine/schema.ts says; one with `revises` is a change of mind.
CREATE OR REPLACE FUNCTION submit_and_claim(
  p_study uuid, p_annotator uuid, p_submission jsonb, p_wanted integer, p_batch integer, p_holding uuid[])
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  outcome text := CASE WHEN p_submission ? 'revises' THEN revise_verdict(p_study, p_annotator, p_submission)
                       ELSE submit_verdict(p_study, p_annotator, p_submission) END;
BEGIN
  IF outcome <> 'saved' THEN RETURN json_build_object('outcome', outcome); END IF;
  RETURN json_build_object(
    'outcome', outcome,
    'desk', claim_desk(p_study, p_annotator, p_wanted, p_batch, p_holding),
    'practice', (
      SELECT json_build_object('expected', o.code, 'feedback', i.feedback)
      FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind = 'PRACTICE'
      JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
      JOIN "CriterionOption" known ON known."studyId" = a."studyId" AND known."criterionId" = c.id AND known.code = i.expected
      JOIN "CriterionOption" o ON o."studyId" = a."studyId" AND o."criterionId" = c.id
        AND CASE WHEN a."leftIsA" OR known.score = 0 THEN o.code = known.code ELSE o.score = -known.score END
      WHERE a."studyId" = p_study AND a.id = (p_submission ->> 'assignmentId')::uuid));
END $$;
