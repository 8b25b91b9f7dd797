-- Sets the worst case of a call aside and writes the call down as sent, before it goes out; both stand, or neither. Answers
-- {outcome, call}: `begun`; `lost` when the slot is not theirs any more (another lease, or done); `idle` when the run is not
-- running; `off` when its provider is switched off; `forbidden` when whoever began the run may not use the provider any more;
-- `budget` when the worst case would exceed what may be spent, reserved amounts included.
CREATE OR REPLACE FUNCTION begin_model_call(p_study uuid, p_annotator uuid, p_call jsonb) RETURNS json LANGUAGE plpgsql
-- Whatever the statistics know of this study: by its key, each row is one (decision 56).
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  call record;
  run record;
  made record;
  barred text;
BEGIN
  SELECT * INTO call FROM jsonb_to_record(p_call) AS c(
    "assignmentId" uuid, lease timestamptz, seconds integer, messages jsonb, parameters jsonb, model text, tokens bigint,
    nanos bigint);
  SELECT r.*, r."spentTokens" + r."reservedTokens" + call.tokens AS tokens,
         r."spentNanos" + r."reservedNanos" + coalesce(call.nanos, 0) AS nanos
  INTO run FROM "ModelRun" r WHERE r."studyId" = p_study AND r."annotatorId" = p_annotator FOR NO KEY UPDATE;
  IF NOT FOUND OR run.status <> 'RUNNING' THEN RETURN json_build_object('outcome', 'idle'); END IF;
  -- Looked up now, not with the run: whoever changes either does not wait for it.
  barred := provider_bar(run."providerId", run."startedById");
  IF barred IS NOT NULL THEN RETURN json_build_object('outcome', barred); END IF;
  IF run.tokens > run."tokenBudget" OR (run."budgetNanos" IS NOT NULL AND (call.nanos IS NULL OR run.nanos > run."budgetNanos"))
    THEN RETURN json_build_object('outcome', 'budget'); END IF;
  UPDATE "Assignment" SET "leaseUntil" = clock_timestamp() + make_interval(secs => call.seconds)
  WHERE "studyId" = p_study AND id = call."assignmentId" AND "annotatorId" = p_annotator AND "leasedAt" = call.lease
    AND "doneAt" IS NULL;
  IF NOT FOUND THEN RETURN json_build_object('outcome', 'lost'); END IF;
  INSERT INTO "ModelCall" ("studyId", "annotatorId", "assignmentId", attempt, messages, parameters, "requestedModel",
                           "reservedTokens", "reservedNanos")
  SELECT p_study, p_annotator, call."assignmentId", coalesce(max(c.attempt), 0) + 1, call.messages, call.parameters,
         call.model, call.tokens, call.nanos
  FROM "ModelCall" c WHERE c."studyId" = p_study AND c."assignmentId" = call."assignmentId"
  -- One that is under way already.
  ON CONFLICT DO NOTHING RETURNING id, attempt INTO made;
  IF NOT FOUND THEN RETURN json_build_object('outcome', 'lost'); END IF;
  UPDATE "ModelRun" SET "reservedTokens" = "reservedTokens" + call.tokens,
    "reservedNanos" = "reservedNanos" + coalesce(call.nanos, 0)
  WHERE "studyId" = p_study AND "annotatorId" = p_annotator;
  RETURN json_build_object('outcome', 'begun', 'call', made.id, 'attempt', made.attempt);
END $$;
