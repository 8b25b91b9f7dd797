-- The annotator that a person with this session is in a study, unless they are deactivated, disabled or none, or have
-- changed their password since the session began: what `annotator_of` tells of a person who is proven to be there.
CREATE OR REPLACE FUNCTION signed_in_annotator(p_study uuid, p_user uuid, p_stamp text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT n.id FROM "Annotator" n JOIN "User" u ON u.id = n."userId"
  WHERE n."studyId" = p_study AND n."userId" = p_user AND n."deactivatedAt" IS NULL AND u."disabledAt" IS NULL
    AND translate(left(encode(sha256(convert_to(u."passwordHash", 'UTF8')), 'base64'), 16), '+/', '-_') = p_stamp
$$;
