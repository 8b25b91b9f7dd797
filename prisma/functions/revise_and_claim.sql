-- One round trip a change of mind: stores it, and answers with what comes next.
CREATE OR REPLACE FUNCTION revise_and_claim(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_rationale text, p_wanted integer,
  p_batch integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := revise_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_rationale);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object('outcome', outcome, 'desk', claim_desk(p_study, p_annotator, p_wanted, p_batch, p_holding));
END $$;
