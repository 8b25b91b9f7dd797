-- Option codes as presented, one per criterion in order, where the left answer is called A, with the side undone: with arm
-- B on the left the option of opposite score is meant; options with score 0 favour nobody and stay.
-- {criterion: [code, score]}, or NULL when they are not one known option for each criterion.
CREATE OR REPLACE FUNCTION canonical_choices(p_study uuid, p_choices text[], p_left_is_a boolean)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN count(o.code) = count(*) AND count(*) = cardinality(p_choices)
              THEN jsonb_object_agg(c.id, jsonb_build_array(o.code, o.score)) END
  FROM "Criterion" c
  LEFT JOIN "CriterionOption" shown
    ON shown."studyId" = p_study AND shown."criterionId" = c.id AND shown.code = p_choices[c.position + 1]
  LEFT JOIN "CriterionOption" o ON o."studyId" = p_study AND o."criterionId" = c.id
    AND CASE WHEN p_left_is_a OR shown.score = 0 THEN o.code = shown.code ELSE o.score = -shown.score END
  WHERE c."studyId" = p_study
$$;
