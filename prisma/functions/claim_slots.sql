-- Leases up to p_count slots to an annotator who will have done p_due by then, in this order: kept slots that are due;
-- their group's own pool, if it has one (p_pool); anybody's pool; kept slots that are not due yet. In a pool, by rank from
-- the annotator's own start, wrapping once. Of no prompt in p_prompts, where some are named. @returns how many, at least one
-- unless nothing is left
CREATE OR REPLACE FUNCTION claim_slots(
  p_study uuid, p_annotator uuid, p_pool uuid, p_start integer, p_due integer, p_until timestamptz, p_count integer,
  p_prompts uuid[])
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  ever constant integer := 2147483647;
  next_due constant integer := (
    SELECT min(due) FROM "Assignment"
    WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL AND "annotatorId" IS NULL);
  start integer;
  wanted integer := p_count;
  leased integer := 0;
BEGIN
  IF next_due <= p_due AND claim_kept(p_study, p_annotator, p_due, p_until, p_prompts) THEN RETURN 1; END IF;
  -- From the pools no more than stand before the next kept slot.
  IF next_due > p_due THEN wanted := least(p_count, next_due - p_due); END IF;
  -- Within the first round, so that what nobody has judged yet still goes first.
  start := (SELECT p_start % (max(position) + 1) FROM "Item" WHERE "studyId" = p_study);
  IF p_pool IS NOT NULL THEN
    leased := claim_from_pool(p_study, p_annotator, p_pool, start, ever, p_until, wanted, p_prompts);
    IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, p_pool, 0, start, p_until, wanted, p_prompts); END IF;
  END IF;
  IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, NULL, start, ever, p_until, wanted, p_prompts); END IF;
  IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, NULL, 0, start, p_until, wanted, p_prompts); END IF;
  IF leased = 0 AND next_due IS NOT NULL THEN
    leased := claim_kept(p_study, p_annotator, ever, p_until, p_prompts)::integer;
  END IF;
  RETURN leased;
END $$;
