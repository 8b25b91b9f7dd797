-- The annotator who sits in a seat (lib/engine/seat.ts), proven as the seat asks: by a session, by whoever proved the person
-- beforehand, by a token, or, of a simulation or a model, by being one. NULL when nobody may judge from it.
CREATE OR REPLACE FUNCTION seated_annotator(p_study uuid, p_seat jsonb) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN CASE p_seat ->> 'kind'
    WHEN 'session' THEN signed_in_annotator(p_study, (p_seat ->> 'user')::uuid, p_seat ->> 'stamp')
    WHEN 'person' THEN annotator_of(p_study, (p_seat ->> 'user')::uuid)
    WHEN 'simulation' THEN (
      SELECT id FROM "Annotator"
      WHERE "studyId" = p_study AND id = (p_seat ->> 'annotator')::uuid AND simulated AND "deactivatedAt" IS NULL)
    WHEN 'model' THEN (
      SELECT id FROM "Annotator"
      WHERE "studyId" = p_study AND id = (p_seat ->> 'annotator')::uuid AND llm IS NOT NULL AND "userId" IS NULL
        AND NOT simulated AND "deactivatedAt" IS NULL)
    -- Rights are those of this moment: of the token, and of its owner.
    WHEN 'token' THEN (
      SELECT n.id FROM "Annotator" n
      JOIN "ApiToken" k ON k.id = (p_seat ->> 'token')::uuid AND k."revokedAt" IS NULL
        AND (k."expiresAt" IS NULL OR k."expiresAt" > now()) AND 'judgments:write' = ANY (k.scopes)
        AND (cardinality(k."studyIds") = 0 OR p_study = ANY (k."studyIds"))
      JOIN "User" u ON u.id = k."userId" AND u."disabledAt" IS NULL
        AND (u.role = 'ADMIN' OR u.role = 'RESEARCHER' AND EXISTS (
          SELECT FROM "StudyMember" m WHERE m."studyId" = p_study AND m."userId" = u.id AND m.role <> 'VIEWER'))
      WHERE n."studyId" = p_study AND n.id = (p_seat ->> 'annotator')::uuid AND n.llm IS NOT NULL AND n."userId" IS NULL
        AND NOT n.simulated AND n."deactivatedAt" IS NULL)
  END;
END $$;
