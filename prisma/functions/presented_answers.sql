-- The verdict that stands on a slot as its annotator saw it, where the left answer is called A: with arm B on the left
-- the option of opposite score; options with score 0 favour nobody and stay. [{criterion, turn, choice}] in the order of
-- the criteria and turns, none where no verdict was given. The mirror image of canonical_answers.
CREATE OR REPLACE FUNCTION presented_answers(p_study uuid, p_assignment uuid, p_left_is_a boolean)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    jsonb_agg(jsonb_build_object('criterion', c.id, 'turn', j.turn, 'choice', o.code) ORDER BY c.position, j.turn), '[]')
  FROM "Judgment" j
  JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId"
  JOIN "CriterionOption" o ON o."studyId" = j."studyId" AND o."criterionId" = c.id
    AND CASE WHEN p_left_is_a OR j.score = 0 THEN o.code = j.choice ELSE o.score = -j.score END
  WHERE j."studyId" = p_study AND j."assignmentId" = p_assignment AND j."supersededAt" IS NULL
$$;
