-- Calls under way in some slots, of which nobody will hear any more: charged at their worst case. Whoever calls it has the
-- lock of the model's run.
CREATE OR REPLACE FUNCTION abandon_model_calls(p_study uuid, p_annotator uuid, p_slots uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH lost AS (
    UPDATE "ModelCall" SET status = 'ABANDONED', "endedAt" = clock_timestamp(), "costNanos" = "reservedNanos",
      problem = 'Whoever sent it ended before an answer was stored.'
    WHERE "studyId" = p_study AND "assignmentId" = ANY (p_slots) AND status = 'SENT'
    RETURNING "reservedTokens", "reservedNanos"),
  lost_all AS (
    SELECT coalesce(sum("reservedTokens"), 0) AS tokens, coalesce(sum("reservedNanos"), 0) AS nanos FROM lost)
  UPDATE "ModelRun" SET
    "reservedTokens" = "reservedTokens" - tokens, "spentTokens" = "spentTokens" + tokens,
    "reservedNanos" = "reservedNanos" - nanos, "spentNanos" = "spentNanos" + nanos
  FROM lost_all WHERE "studyId" = p_study AND "annotatorId" = p_annotator AND tokens > 0;
END $$;
