-- Writes down what came of a call, what it cost, and the verdict where there is one: all of it stands, or nothing. What is not
-- known of its usage counts as its worst case. Without a submission the slot stays leased, for the model is asked once more,
-- or with `release` it is free again. Answers with the submission's outcome, `stored` where there was none, or `gone` when the
-- call had ended already: then it was charged and given up, and another one is asked.
CREATE OR REPLACE FUNCTION finish_model_call(p_study uuid, p_annotator uuid, p_end jsonb) RETURNS text LANGUAGE plpgsql
-- Whatever the statistics know of this study: by its key, each row is one (decision 56).
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ended record;
  call record;
BEGIN
  SELECT * INTO ended FROM jsonb_to_record(p_end) AS e(
    call uuid, lease timestamptz, status "CallStatus", outcome "ModelOutcome", "servedModel" text, fingerprint text,
    "responseId" text, answer text, reasoning text, "finishReason" text, "httpStatus" integer, problem text,
    "inputTokens" integer, "cachedTokens" integer, "outputTokens" integer, "reasoningTokens" integer, tokens bigint,
    nanos bigint, "parserVersion" integer, parsed jsonb, release boolean, submission jsonb);
  PERFORM FROM "ModelRun" WHERE "studyId" = p_study AND "annotatorId" = p_annotator FOR NO KEY UPDATE;
  UPDATE "ModelCall" SET
    status = ended.status, outcome = ended.outcome, "servedModel" = ended."servedModel", fingerprint = ended.fingerprint,
    "responseId" = ended."responseId", answer = ended.answer, reasoning = ended.reasoning,
    "finishReason" = ended."finishReason", "httpStatus" = ended."httpStatus", problem = ended.problem,
    "inputTokens" = ended."inputTokens", "cachedTokens" = ended."cachedTokens", "outputTokens" = ended."outputTokens",
    "reasoningTokens" = ended."reasoningTokens", "parserVersion" = ended."parserVersion",
    parsed = nullif(ended.parsed, 'null'), "endedAt" = clock_timestamp(),
    "costNanos" = CASE WHEN "reservedNanos" IS NOT NULL THEN coalesce(ended.nanos, "reservedNanos") END
  WHERE "studyId" = p_study AND id = ended.call AND status = 'SENT'
  RETURNING "assignmentId", "reservedTokens", coalesce("reservedNanos", 0) AS "reservedNanos",
            coalesce("costNanos", 0) AS "costNanos" INTO call;
  IF NOT FOUND THEN RETURN 'gone'; END IF;
  UPDATE "ModelRun" SET
    "reservedTokens" = "reservedTokens" - call."reservedTokens",
    "spentTokens" = "spentTokens" + coalesce(ended.tokens, call."reservedTokens"),
    "reservedNanos" = "reservedNanos" - call."reservedNanos", "spentNanos" = "spentNanos" + call."costNanos",
    -- What it waited for is over, unless this came from before.
    "waitingUntil" = CASE WHEN ended.status <> 'RETURNED' OR "waitingUntil" > clock_timestamp() THEN "waitingUntil" END,
    problem = CASE WHEN ended.status <> 'RETURNED' OR status <> 'RUNNING' OR "waitingUntil" > clock_timestamp()
                   THEN problem END
  WHERE "studyId" = p_study AND "annotatorId" = p_annotator;
  IF jsonb_typeof(ended.submission) = 'object' THEN
    RETURN submit_verdict(p_study, p_annotator, ended.submission);
  END IF;
  IF ended.release THEN
    UPDATE "Assignment" SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
    WHERE "studyId" = p_study AND id = call."assignmentId" AND "annotatorId" = p_annotator AND "leasedAt" = ended.lease
      AND "doneAt" IS NULL;
  END IF;
  RETURN 'stored';
END $$;
