-- Leases the first free slot of a pool with p_from <= rank < p_to whose prompt is none of p_prompts: as claim_from_pool, one
-- at a time.
CREATE OR REPLACE FUNCTION claim_apart(
  p_study uuid, p_annotator uuid, p_pool uuid, p_from integer, p_to integer, p_until timestamptz, p_prompts uuid[])
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  leased integer;
BEGIN
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = clock_timestamp(), "leaseUntil" = p_until,
    "heldBefore" = CASE WHEN "annotatorId" IS NULL THEN "heldBefore"
                        ELSE coalesce("heldBefore", '{}') || jsonb_build_object("annotatorId", "leasedAt") END
  WHERE "studyId" = p_study AND id = (
    SELECT a.id FROM "Assignment" a
    WHERE a."studyId" = p_study AND pool_of(a."groupId") = pool_of(p_pool) AND a.rank >= p_from AND a.rank < p_to
      AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
      AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())
      AND prompt_of(p_study, a."itemId") <> ALL (p_prompts)
      AND (SELECT mine.id FROM "Assignment" mine
           WHERE mine."studyId" = p_study AND mine."annotatorId" = p_annotator AND mine."itemId" = a."itemId"
           LIMIT 1) IS NULL
      AND (SELECT late."itemId" FROM "LateVerdict" late
           WHERE late."studyId" = p_study AND late."annotatorId" = p_annotator AND late."itemId" = a."itemId"
           LIMIT 1) IS NULL
    ORDER BY a.rank LIMIT 1 FOR UPDATE OF a SKIP LOCKED);
  GET DIAGNOSTICS leased = ROW_COUNT;
  RETURN leased;
END $$;
