-- Answers [{criterion, turn, choice}] with the side undone. As presented the left answer is called A: with arm B on the left
-- the option of opposite score is meant; options with score 0 favour nobody and stay. [{criterion, turn, choice, score}] by
-- criterion and turn, or NULL when they are not one known option for each criterion, or each turn of it.
CREATE OR REPLACE FUNCTION canonical_answers(p_study uuid, p_assignment uuid, p_answers jsonb, p_left_is_a boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- Not as plain SQL, which would be planned anew at each verdict.
  RETURN (
    SELECT CASE WHEN count(o.code) = count(*) AND count(DISTINCT (c.id, asked.turn)) = jsonb_array_length(p_answers)
                THEN jsonb_agg(jsonb_build_object('criterion', c.id, 'turn', asked.turn, 'choice', o.code, 'score', o.score)
                               ORDER BY c.id, asked.turn) END
    FROM "Criterion" c
    CROSS JOIN LATERAL generate_series(
      (c.unit = 'TURN')::integer, CASE WHEN c.unit = 'TURN' THEN turns_of(p_study, p_assignment) ELSE 0 END) AS asked(turn)
    LEFT JOIN jsonb_to_recordset(p_answers) AS said(criterion uuid, turn integer, choice text)
      ON said.criterion = c.id AND said.turn = asked.turn
    LEFT JOIN "CriterionOption" shown
      ON shown."studyId" = p_study AND shown."criterionId" = c.id AND shown.code = said.choice
    LEFT JOIN "CriterionOption" o ON o."studyId" = p_study AND o."criterionId" = c.id
      AND CASE WHEN p_left_is_a OR shown.score = 0 THEN o.code = shown.code ELSE o.score = -shown.score END
    WHERE c."studyId" = p_study);
END $$;
