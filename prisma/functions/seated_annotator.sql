-- The annotator who sits in a seat (lib/engine/seat.ts), proven as the seat asks: by a session, by whoever proved the person
-- beforehand, or, of a simulation, by being one. NULL when nobody may judge from it.
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
  END;
END $$;
