-- The annotator that a person is in a study, unless they are deactivated or none.
CREATE OR REPLACE FUNCTION annotator_of(p_study uuid, p_user uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM "Annotator" WHERE "studyId" = p_study AND "userId" = p_user AND "deactivatedAt" IS NULL
$$;
