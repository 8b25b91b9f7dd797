-- Leases the first slot that is kept for an annotator and due, and of a prompt that is none of p_prompts, where some are
-- named.
CREATE OR REPLACE FUNCTION claim_kept(p_study uuid, p_annotator uuid, p_due integer, p_until timestamptz, p_prompts uuid[])
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = clock_timestamp(), "leaseUntil" = p_until
  WHERE "studyId" = p_study AND id = (
    SELECT id FROM "Assignment"
    WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL AND "annotatorId" IS NULL AND due <= p_due
      AND (p_prompts IS NULL OR prompt_of(p_study, "itemId") <> ALL (p_prompts))
    ORDER BY due, rank LIMIT 1);
  RETURN FOUND;
END $$;
