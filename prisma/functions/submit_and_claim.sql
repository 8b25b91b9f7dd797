-- One round trip a verdict: stores it, and answers with what comes next and, after practice, what was expected.
CREATE OR REPLACE FUNCTION submit_and_claim(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text, p_wanted integer, p_batch integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := submit_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_elapsed, p_active, p_rationale, p_flag, p_note);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object(
    'outcome', outcome,
    'desk', claim_desk(p_study, p_annotator, p_wanted, p_batch, p_holding),
    'practice', (
      SELECT jsonb_build_object('expected', o.code, 'feedback', i.feedback)
      FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind = 'PRACTICE'
      JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
      JOIN "CriterionOption" known ON known."studyId" = a."studyId" AND known."criterionId" = c.id AND known.code = i.expected
      JOIN "CriterionOption" o ON o."studyId" = a."studyId" AND o."criterionId" = c.id
        AND CASE WHEN a."leftIsA" OR known.score = 0 THEN o.code = known.code ELSE o.score = -known.score END
      WHERE a."studyId" = p_study AND a.id = p_assignment));
END $$;
