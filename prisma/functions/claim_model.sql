-- Leases up to p_count of the slots that are kept for a model to whoever asks it, for so many seconds, and answers with what
-- stands in them, in the order in which they are due. A lease that is running is left alone, unlike a person's: another
-- process may be at it. One that ran out is a slot like any free one; a call that was under way in it counts as sent, at its
-- worst case, for nobody knows what became of it. Caps, consent and pools are for people. NULL when there is no such model.
CREATE OR REPLACE FUNCTION claim_model(p_study uuid, p_annotator uuid, p_count integer, p_seconds integer)
RETURNS json LANGUAGE plpgsql
-- Whatever the statistics know of this study: by its key, each row is one (decision 56).
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  study record;
  -- One moment for all: it tells this lease from any other.
  moment constant timestamptz := clock_timestamp();
  leased uuid[];
  slot_id uuid;
  slots json[] := '{}';
BEGIN
  IF p_annotator IS NULL THEN RETURN NULL; END IF;
  -- Who claims, sends or stores for one model waits here: none of them locks anything else before.
  PERFORM FROM "ModelRun" WHERE "studyId" = p_study AND "annotatorId" = p_annotator FOR NO KEY UPDATE;
  -- One that joined once the study was closed judges then, as others did while it was open.
  SELECT CASE WHEN n.exploratory AND s.status = 'CLOSED' THEN 'OPEN' ELSE s.status END AS status,
         (SELECT count(*) FROM "Amendment" a WHERE a."studyId" = s.id) AS amendments
  INTO study FROM "Study" s JOIN "Annotator" n ON n."studyId" = s.id AND n.id = p_annotator WHERE s.id = p_study;
  IF study.status = 'OPEN' THEN
    WITH free AS MATERIALIZED (
      SELECT id FROM "Assignment"
      WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL
        AND ("annotatorId" IS NULL OR "leaseUntil" < now())
      ORDER BY due LIMIT p_count FOR UPDATE SKIP LOCKED),
    taken AS (
      UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = moment,
        "leaseUntil" = moment + make_interval(secs => p_seconds)
      WHERE "studyId" = p_study AND id = ANY (ARRAY(SELECT id FROM free))
      RETURNING id, due)
    SELECT array_agg(id ORDER BY due) INTO leased FROM taken;
    PERFORM abandon_model_calls(p_study, p_annotator, leased);
    FOREACH slot_id IN ARRAY coalesce(leased, '{}') LOOP slots := slots || model_slot(p_study, slot_id); END LOOP;
  END IF;
  RETURN json_build_object(
    'status', study.status, 'amendments', study.amendments, 'lease', moment::text, 'slots', slots,
    'nextLapse', CASE WHEN leased IS NULL THEN (
      SELECT min("leaseUntil") FROM "Assignment"
      WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL) END,
    'open', CASE WHEN leased IS NULL THEN EXISTS (
      SELECT FROM "Assignment" WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL) ELSE true END);
END $$;
