-- Frees slots that were claimed by one lease of a model and not asked about.
CREATE OR REPLACE FUNCTION release_model(p_study uuid, p_annotator uuid, p_lease timestamptz, p_slots uuid[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Assignment" SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
  WHERE "studyId" = p_study AND id = ANY (p_slots) AND "annotatorId" = p_annotator AND "leasedAt" = p_lease
    AND "doneAt" IS NULL;
END $$;
