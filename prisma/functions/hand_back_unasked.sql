-- Gives back the slots that are leased to whoever asks a model and have no call under way: what a process that was killed had
-- claimed is free at once, not when its leases lapse. One that lives loses them as well and asks nothing about them, for a
-- call begins under its own lease only. Slots with a call under way stay: until their lease has run out, nobody knows whether
-- the provider is still at it.
CREATE OR REPLACE FUNCTION hand_back_unasked(p_study uuid, p_annotator uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Who claims or begins a call waits here.
  PERFORM FROM "ModelRun" WHERE "studyId" = p_study AND "annotatorId" = p_annotator FOR NO KEY UPDATE;
  UPDATE "Assignment" a SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
  WHERE a."studyId" = p_study AND a."keptForId" = p_annotator AND a."annotatorId" = p_annotator AND a."doneAt" IS NULL
    AND NOT EXISTS (
      SELECT FROM "ModelCall" c
      WHERE c."studyId" = p_study AND c."assignmentId" = a.id AND c.status = 'SENT');
END $$;
