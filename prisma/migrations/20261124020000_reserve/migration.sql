-- Pairs in reserve: a browser that holds a score of them goes on judging without a network. They are leased a few at a
-- time, every few verdicts, which also spares most verdicts a claim. Why, and how many: docs/engine.md.
DROP FUNCTION claim_slot(uuid, uuid, uuid, integer, integer, timestamptz);
DROP FUNCTION claim_from_pool(uuid, uuid, uuid, integer, integer, timestamptz);
DROP FUNCTION claim_desk(uuid, uuid, integer, uuid[]);
DROP FUNCTION submit_and_claim(uuid, uuid, uuid, uuid, text[], integer, integer, text, "Flag", text, integer, uuid[]);
DROP FUNCTION revise_and_claim(uuid, uuid, uuid, uuid, text[], text, integer, uuid[]);

-- The annotator that a person with this session is in a study, unless they are deactivated, disabled or none, or have
-- changed their password since the session began: what `annotator_of` tells of a person who is proven to be there.
CREATE FUNCTION signed_in_annotator(p_study uuid, p_user uuid, p_stamp text) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT n.id FROM "Annotator" n JOIN "User" u ON u.id = n."userId"
  WHERE n."studyId" = p_study AND n."userId" = p_user AND n."deactivatedAt" IS NULL AND u."disabledAt" IS NULL
    AND translate(left(encode(sha256(convert_to(u."passwordHash", 'UTF8')), 'base64'), 16), '+/', '-_') = p_stamp
$$;

-- Leases up to p_count slots of a pool with p_from <= rank < p_to: a group's pool, or with p_pool NULL anybody's. A lease
-- that ran out is a slot like any free one. SKIP LOCKED inside the UPDATE: of callers that race for a slot one gets it,
-- the others the next one.
CREATE FUNCTION claim_from_pool(
  p_study uuid, p_annotator uuid, p_pool uuid, p_from integer, p_to integer, p_until timestamptz, p_count integer)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  -- One moment for all: they are shown in the order of their ranks.
  moment constant timestamptz := clock_timestamp();
  leased integer;
BEGIN
  WITH free AS MATERIALIZED (
    SELECT a.id, a."itemId", a.rank FROM "Assignment" a
    WHERE a."studyId" = p_study AND pool_of(a."groupId") = pool_of(p_pool) AND a.rank >= p_from AND a.rank < p_to
      AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
      AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())
      -- Not NOT EXISTS: as a join it may be planned to read all that this annotator ever judged, at every claim.
      AND (SELECT mine.id FROM "Assignment" mine
           WHERE mine."studyId" = p_study AND mine."annotatorId" = p_annotator AND mine."itemId" = a."itemId" LIMIT 1) IS NULL
    ORDER BY a.rank LIMIT p_count FOR UPDATE OF a SKIP LOCKED)
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = moment, "leaseUntil" = p_until
  WHERE "studyId" = p_study
    -- Where little is left, two slots of one item may stand close: one of them is enough.
    AND id = ANY (ARRAY(SELECT DISTINCT ON ("itemId") id FROM free ORDER BY "itemId", rank));
  GET DIAGNOSTICS leased = ROW_COUNT;
  RETURN leased;
END $$;

-- Leases up to p_count slots to an annotator who will have done p_due by then, in this order: kept slots that are due;
-- their group's own pool, if it has one (p_pool); anybody's pool; kept slots that are not due yet. In a pool, by rank from
-- the annotator's own start, wrapping once. @returns how many, at least one unless nothing is left
CREATE FUNCTION claim_slots(
  p_study uuid, p_annotator uuid, p_pool uuid, p_start integer, p_due integer, p_until timestamptz, p_count integer)
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
  IF next_due <= p_due AND claim_kept(p_study, p_annotator, p_due, p_until) THEN RETURN 1; END IF;
  -- From the pools no more than stand before the next kept slot.
  IF next_due > p_due THEN wanted := least(p_count, next_due - p_due); END IF;
  -- Within the first round, so that what nobody has judged yet still goes first.
  start := (SELECT p_start % (max(position) + 1) FROM "Item" WHERE "studyId" = p_study);
  IF p_pool IS NOT NULL THEN
    leased := claim_from_pool(p_study, p_annotator, p_pool, start, ever, p_until, wanted);
    IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, p_pool, 0, start, p_until, wanted); END IF;
  END IF;
  IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, NULL, start, ever, p_until, wanted); END IF;
  IF leased = 0 THEN leased := claim_from_pool(p_study, p_annotator, NULL, 0, start, p_until, wanted); END IF;
  IF leased = 0 AND next_due IS NOT NULL THEN
    leased := claim_kept(p_study, p_annotator, ever, p_until)::integer;
  END IF;
  RETURN leased;
END $$;

-- Leases up to p_batch slots once the annotator holds fewer than p_wanted by as many, and answers with what they hold,
-- oldest lease first. Those held already are leased anew: a second tab or a reload shows the same pairs. Contents of
-- p_holding, which the browser has, are left out. NULL when there is no such active annotator. Their other tabs wait at
-- the row until this one is through.
CREATE FUNCTION claim_desk(p_study uuid, p_annotator uuid, p_wanted integer, p_batch integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  me record;
  until timestamptz;
  wanted integer;
  target integer;
  leased integer;
  held uuid[];
  stale boolean;
  slot_id uuid;
  slots jsonb := '[]';
BEGIN
  SELECT n.id, n."groupId", n."startRank", n.judged, n."consentedAt", s.status, s.cap, s."leaseMinutes", s.consent,
         CASE WHEN g.overlap > 0 THEN g.id END AS pool
  INTO me
  FROM "Annotator" n
  JOIN "Study" s ON s.id = n."studyId"
  JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF me.status = 'OPEN' AND (me.consent = '' OR me."consentedAt" IS NOT NULL) THEN
    until := now() + make_interval(mins => me."leaseMinutes");
    SELECT coalesce(array_agg(id ORDER BY "leasedAt", rank), '{}'), bool_or("leaseUntil" < until - interval '1 minute')
    INTO held, stale
    FROM "Assignment" WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    -- Not at every verdict: within a minute a lease is as good as new.
    IF stale THEN
      UPDATE "Assignment" SET "leaseUntil" = until
      WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    END IF;
    wanted := least(p_wanted, me.cap - me.judged);
    -- A batch is waited for, but never until nothing is held.
    IF wanted - cardinality(held) >= least(p_batch, greatest(wanted - 1, 1)) THEN
      target := least(wanted, cardinality(held) + p_batch);
      WHILE cardinality(held) < target LOOP
        leased := claim_slots(
          p_study, me.id, me.pool, me."startRank", me.judged + cardinality(held), until, target - cardinality(held));
        EXIT WHEN leased = 0;
        SELECT array_agg(id ORDER BY "leasedAt", rank) INTO held
        FROM "Assignment" WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
      END LOOP;
    END IF;
    FOREACH slot_id IN ARRAY held LOOP
      IF slot_id <> ALL (p_holding) THEN slots := slots || slot_contents(p_study, slot_id); END IF;
    END LOOP;
  END IF;
  RETURN jsonb_build_object(
    'annotatorId', me.id, 'groupId', me."groupId", 'status', me.status, 'cap', me.cap, 'judged', me.judged,
    'needsConsent', me.consent <> '' AND me."consentedAt" IS NULL, 'held', coalesce(to_jsonb(held), '[]'), 'slots', slots);
END $$;

-- One round trip a verdict: stores it, and answers with what comes next and, after practice, what was expected.
CREATE FUNCTION submit_and_claim(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text, p_wanted integer, p_batch integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := submit_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_elapsed, p_active, p_rationale, p_flag, p_note);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object(
    'outcome', outcome,
    'desk', claim_desk(p_study, p_annotator, p_wanted, p_batch, p_holding),
    'practice', (
      SELECT jsonb_build_object('expected', o.code, 'feedback', i.feedback)
      FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind = 'PRACTICE'
      JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
      JOIN "CriterionOption" known ON known."studyId" = a."studyId" AND known."criterionId" = c.id AND known.code = i.expected
      JOIN "CriterionOption" o ON o."studyId" = a."studyId" AND o."criterionId" = c.id
        AND CASE WHEN a."leftIsA" OR known.score = 0 THEN o.code = known.code ELSE o.score = -known.score END
      WHERE a."studyId" = p_study AND a.id = p_assignment));
END $$;

-- The same for a change of mind.
CREATE FUNCTION revise_and_claim(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_rationale text, p_wanted integer,
  p_batch integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := revise_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_rationale);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object('outcome', outcome, 'desk', claim_desk(p_study, p_annotator, p_wanted, p_batch, p_holding));
END $$;
