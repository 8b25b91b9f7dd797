-- The annotator that a person with this session is in a study, unless they are deactivated, disabled or none, their
-- session is over, or they have yet to choose a password: what `annotator_of` tells of a person who is proven to be there.
CREATE OR REPLACE FUNCTION signed_in_annotator(p_study uuid, p_user uuid, p_stamp text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT n.id FROM "Session" s JOIN "User" u ON u.id = s."userId" JOIN "Annotator" n ON n."userId" = u.id
  WHERE s.id = p_stamp::uuid AND s."userId" = p_user AND session_lives(s)
    AND u."disabledAt" IS NULL AND u."passwordExpiresAt" IS NULL
    AND n."studyId" = p_study AND n."deactivatedAt" IS NULL
$$;
