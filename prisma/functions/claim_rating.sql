-- Leases one slot of a rating study, as claim_slots does: one whose prompt is none of those that the annotator holds, or
-- did last, so that two responses to one prompt are not compared. Where there is none, one that does not follow another of
-- its prompt; where all that is left is of one prompt, that.
CREATE OR REPLACE FUNCTION claim_rating(
  p_study uuid, p_annotator uuid, p_pool uuid, p_start integer, p_due integer, p_until timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  -- The latest last.
  near uuid[] := (
    SELECT array_agg(prompt_of(p_study, a."itemId") ORDER BY a."leasedAt", a.rank) FROM "Assignment" a
    WHERE a."studyId" = p_study AND a."annotatorId" = p_annotator AND a."doneAt" IS NULL);
  leased integer;
BEGIN
  IF near IS NULL THEN
    -- By when they did it, which has an index: however many they have done, one row is read.
    near := ARRAY(
      SELECT prompt_of(p_study, a."itemId") FROM "Assignment" a
      WHERE a."studyId" = p_study AND a."annotatorId" = p_annotator AND a."doneAt" IS NOT NULL
      ORDER BY a."doneAt" DESC LIMIT 1);
  END IF;
  leased := claim_slots(p_study, p_annotator, p_pool, p_start, p_due, p_until, 1, near);
  IF leased = 0 AND cardinality(near) > 1 THEN
    leased := claim_slots(p_study, p_annotator, p_pool, p_start, p_due, p_until, 1, near[cardinality(near):]);
  END IF;
  IF leased = 0 THEN leased := claim_slots(p_study, p_annotator, p_pool, p_start, p_due, p_until, 1, NULL); END IF;
  RETURN leased;
END $$;
