-- Leases up to p_count slots of a pool with p_from <= rank < p_to: a group's pool, or with p_pool NULL anybody's. A lease
-- that ran out is a slot like any free one. Where p_prompts are named, one of another prompt (claim_apart). SKIP LOCKED inside the UPDATE: of callers that race for a slot one gets it,
-- the others the next one.
CREATE OR REPLACE FUNCTION claim_from_pool(
  p_study uuid, p_annotator uuid, p_pool uuid, p_from integer, p_to integer, p_until timestamptz, p_count integer,
  p_prompts uuid[])
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  -- One moment for all: they are shown in the order of their ranks.
  moment constant timestamptz := clock_timestamp();
  leased integer;
BEGIN
  -- In a function of its own: a condition more, and the planner would plan both anew at each claim.
  IF p_prompts IS NOT NULL THEN
    RETURN claim_apart(p_study, p_annotator, p_pool, p_from, p_to, p_until, p_prompts);
  END IF;
  WITH free AS MATERIALIZED (
    SELECT a.id, a."itemId", a.rank FROM "Assignment" a
    WHERE a."studyId" = p_study AND pool_of(a."groupId") = pool_of(p_pool) AND a.rank >= p_from AND a.rank < p_to
      AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
      AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())
      -- Not NOT EXISTS: as a join it may be planned to read all that this annotator ever judged, at every claim.
      AND (SELECT mine.id FROM "Assignment" mine
           WHERE mine."studyId" = p_study AND mine."annotatorId" = p_annotator AND mine."itemId" = a."itemId" LIMIT 1) IS NULL
      AND (SELECT late."itemId" FROM "LateVerdict" late
           WHERE late."studyId" = p_study AND late."annotatorId" = p_annotator AND late."itemId" = a."itemId" LIMIT 1) IS NULL
    ORDER BY a.rank LIMIT p_count FOR UPDATE OF a SKIP LOCKED)
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = moment, "leaseUntil" = p_until,
    "heldBefore" = CASE WHEN "annotatorId" IS NULL THEN "heldBefore"
                        ELSE coalesce("heldBefore", '{}') || jsonb_build_object("annotatorId", "leasedAt") END
  WHERE "studyId" = p_study
    -- Where little is left, two slots of one item may stand close: one of them is enough.
    AND id = ANY (ARRAY(SELECT DISTINCT ON ("itemId") id FROM free ORDER BY "itemId", rank));
  GET DIAGNOSTICS leased = ROW_COUNT;
  RETURN leased;
END $$;
