-- The assignment engine: what happens between "this verdict" and "the next pair", in one round trip. Why it stands in
-- the database, and how its queries are planned, is told in docs/engine.md.

-- Anybody's slots, and each group's own, are a pool: one key for both, so that one index serves them.
CREATE FUNCTION pool_of(p_group uuid) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_group, '00000000-0000-0000-0000-000000000000'::uuid)
$$;
-- The claim walks it in rank order. Done and kept slots are not in it; a planned repeat is kept for whoever judged first.
CREATE INDEX "Assignment_pool" ON "Assignment" ("studyId", pool_of("groupId"), rank)
  WHERE "doneAt" IS NULL AND "keptForId" IS NULL AND repeat = 0;

-- The annotator that a person is in a study, unless they are deactivated or none.
CREATE FUNCTION annotator_of(p_study uuid, p_user uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT id FROM "Annotator" WHERE "studyId" = p_study AND "userId" = p_user AND "deactivatedAt" IS NULL
$$;

-- Leases one slot to an annotator, in this order: kept slots that are due; their group's own pool, if it has one (p_pool);
-- anybody's pool; kept slots that are not due yet. In a pool, by rank from the annotator's own start, wrapping once.
CREATE FUNCTION claim_slot(p_study uuid, p_annotator uuid, p_pool uuid, p_start integer, p_due integer, p_until timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  -- Within the first round, so that what nobody has judged yet still goes first.
  start integer := (SELECT p_start % (max(position) + 1) FROM "Item" WHERE "studyId" = p_study);
  ever constant integer := 2147483647;
BEGIN
  RETURN claim_kept(p_study, p_annotator, p_due, p_until)
      OR (p_pool IS NOT NULL AND (
            claim_from_pool(p_study, p_annotator, p_pool, start, ever, p_until)
            OR claim_from_pool(p_study, p_annotator, p_pool, 0, start, p_until)))
      OR claim_from_pool(p_study, p_annotator, NULL, start, ever, p_until)
      OR claim_from_pool(p_study, p_annotator, NULL, 0, start, p_until)
      OR claim_kept(p_study, p_annotator, ever, p_until);
END $$;

-- Leases the first slot that is kept for an annotator and due.
CREATE FUNCTION claim_kept(p_study uuid, p_annotator uuid, p_due integer, p_until timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = clock_timestamp(), "leaseUntil" = p_until
  WHERE "studyId" = p_study AND id = (
    SELECT id FROM "Assignment"
    WHERE "studyId" = p_study AND "keptForId" = p_annotator AND "doneAt" IS NULL AND "annotatorId" IS NULL AND due <= p_due
    ORDER BY due, rank LIMIT 1);
  RETURN FOUND;
END $$;

-- Leases the first slot of a pool with p_from <= rank < p_to: a group's pool, or with p_pool NULL anybody's. A lease that
-- ran out is a slot like any free one. SKIP LOCKED inside the UPDATE: of callers that race for a slot one gets it, the
-- others the next one.
CREATE FUNCTION claim_from_pool(
  p_study uuid, p_annotator uuid, p_pool uuid, p_from integer, p_to integer, p_until timestamptz)
RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = clock_timestamp(), "leaseUntil" = p_until
  WHERE "studyId" = p_study AND id = (
    SELECT a.id FROM "Assignment" a
    WHERE a."studyId" = p_study AND pool_of(a."groupId") = pool_of(p_pool) AND a.rank >= p_from AND a.rank < p_to
      AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
      AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())
      -- Not NOT EXISTS: as a join it may be planned to read all that this annotator ever judged, at every claim.
      AND (SELECT mine.id FROM "Assignment" mine
           WHERE mine."studyId" = p_study AND mine."annotatorId" = p_annotator AND mine."itemId" = a."itemId" LIMIT 1) IS NULL
    ORDER BY a.rank LIMIT 1 FOR UPDATE OF a SKIP LOCKED);
  RETURN FOUND;
END $$;

-- What one slot shows. One by one, by key: over all that are held, the planner would plan anew at each claim, or expect as
-- many as this annotator ever had.
CREATE FUNCTION slot_contents(p_study uuid, p_slot uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'id', a.id, 'leftIsA', a."leftIsA", 'isPractice', i.kind = 'PRACTICE',
      'prompt', p.messages, 'responseA', ra.messages, 'responseB', rb.messages)
    FROM "Assignment" a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = p_study AND a.id = p_slot);
END $$;

-- Leases until the annotator holds p_wanted slots, and answers with all they hold, oldest lease first. Those held
-- already are leased anew: a second tab or a reload shows the same pairs. Contents of p_holding, which the browser has,
-- are left out. NULL when there is no such active annotator. Their other tabs wait at the row until this one is through.
CREATE FUNCTION claim_desk(p_study uuid, p_annotator uuid, p_wanted integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  me record;
  until timestamptz;
  held integer := 0;
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
    SELECT count(*), bool_or("leaseUntil" < until - interval '1 minute') INTO held, stale
    FROM "Assignment" WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    -- Not at every verdict: within a minute a lease is as good as new.
    IF stale THEN
      UPDATE "Assignment" SET "leaseUntil" = until
      WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    END IF;
    WHILE held < least(p_wanted, coalesce(me.cap - me.judged, p_wanted)) LOOP
      EXIT WHEN NOT claim_slot(p_study, me.id, me.pool, me."startRank", me.judged + held, until);
      held := held + 1;
    END LOOP;
    FOR slot_id IN
      SELECT id FROM "Assignment"
      WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL ORDER BY "leasedAt", rank
    LOOP
      IF slot_id <> ALL (p_holding) THEN slots := slots || slot_contents(p_study, slot_id); END IF;
    END LOOP;
  END IF;
  RETURN jsonb_build_object(
    'annotatorId', me.id, 'groupId', me."groupId", 'status', me.status, 'cap', me.cap, 'judged', me.judged,
    'needsConsent', me.consent <> '' AND me."consentedAt" IS NULL, 'held', held, 'slots', slots);
END $$;

-- Option codes as presented, one per criterion in order, where the left answer is called A, with the side undone: with arm
-- B on the left the option of opposite score is meant; options with score 0 favour nobody and stay.
-- {criterion: [code, score]}, or NULL when they are not one known option for each criterion.
CREATE FUNCTION canonical_choices(p_study uuid, p_choices text[], p_left_is_a boolean)
RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN count(o.code) = count(*) AND count(*) = cardinality(p_choices)
              THEN jsonb_object_agg(c.id, jsonb_build_array(o.code, o.score)) END
  FROM "Criterion" c
  LEFT JOIN "CriterionOption" shown
    ON shown."studyId" = p_study AND shown."criterionId" = c.id AND shown.code = p_choices[c.position + 1]
  LEFT JOIN "CriterionOption" o ON o."studyId" = p_study AND o."criterionId" = c.id
    AND CASE WHEN p_left_is_a OR shown.score = 0 THEN o.code = shown.code ELSE o.score = -shown.score END
  WHERE c."studyId" = p_study
$$;

-- Records a verdict, or that none could be given, on a slot the annotator holds, and answers how that went. Safe to
-- retry: the same submission twice stores one row.
CREATE FUNCTION submit_verdict(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  me record;
  target record;
  given jsonb;
  stored jsonb;
BEGIN
  SELECT n.id, n.judged, s.status, s.rationale AS policy, s."reviseLast" INTO me
  FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT a.id, a."itemId", a.slot, a.repeat, a."repeatAfter", a."leftIsA", a."annotatorId", a."doneAt", a."leaseUntil",
         a."groupId", a.rank, a."keptForId", a.flag, i.kind
  INTO target FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a."studyId" = p_study AND a.id = p_assignment;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF target."annotatorId" IS DISTINCT FROM me.id THEN RETURN 'slot_lost'; END IF;

  given := canonical_choices(p_study, p_choices, target."leftIsA");
  IF p_flag IS NULL AND given IS NULL THEN RETURN 'invalid_choice'; END IF;
  IF p_flag IS NULL AND me.policy = 'REQUIRED' AND btrim(coalesce(p_rationale, '')) = '' THEN
    RETURN 'rationale_missing';
  END IF;

  IF target."doneAt" IS NOT NULL THEN
    IF EXISTS (SELECT FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "submissionKey" = p_key)
      THEN RETURN 'saved'; END IF;
    SELECT jsonb_object_agg("criterionId", jsonb_build_array(choice, score)) INTO stored
    FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "supersededAt" IS NULL;
    RETURN CASE WHEN stored IS NOT DISTINCT FROM given AND target.flag IS NOT DISTINCT FROM p_flag
                THEN 'saved' ELSE 'already_judged' END;
  END IF;
  -- Pairs on screens may be finished when the study pauses, and within their lease when it closes.
  IF me.status = 'DRAFT' OR (me.status = 'CLOSED' AND target."leaseUntil" <= now()) THEN RETURN 'study_not_open'; END IF;

  -- Conditional: whoever takes over a lapsed lease at this moment does not wait at this annotator's row.
  UPDATE "Assignment"
  SET "doneAt" = clock_timestamp(), "elapsedMs" = p_elapsed, "activeMs" = p_active,
      rationale = CASE WHEN me.policy <> 'OFF' THEN nullif(btrim(p_rationale), '') END, flag = p_flag, "flagNote" = p_note
  WHERE "studyId" = p_study AND id = p_assignment AND "annotatorId" = me.id AND "doneAt" IS NULL;
  IF NOT FOUND THEN RETURN 'slot_lost'; END IF;
  -- Practice is not counted, nor does a cap stop it.
  IF target.kind <> 'PRACTICE' THEN
    UPDATE "Annotator" SET judged = judged + 1 WHERE "studyId" = p_study AND id = me.id;
  END IF;
  IF p_flag IS NULL THEN
    INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey")
    SELECT p_study, p_assignment, verdict.key::uuid, verdict.value ->> 0, (verdict.value ->> 1)::float8, p_key
    FROM jsonb_each(given) AS verdict;
    -- A planned repeat comes back to the same annotator, once they have done some others.
    IF target."repeatAfter" IS NOT NULL THEN
      UPDATE "Assignment" SET "keptForId" = me.id, due = me.judged + 1 + target."repeatAfter"
      WHERE "studyId" = p_study AND "itemId" = target."itemId" AND slot = target.slot AND repeat = 1 AND "keptForId" IS NULL;
    END IF;
  ELSIF target."keptForId" IS NULL THEN
    -- Somebody else judges it in their place: a slot like theirs, at the same rank and with the same side.
    INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "groupId", "repeatAfter")
    SELECT p_study, target."itemId", max(other.slot) + 1, target.rank, target."leftIsA", target."groupId", NULL
    FROM "Assignment" other WHERE other."studyId" = p_study AND other."itemId" = target."itemId" AND other.repeat = 0;
  END IF;
  RETURN 'saved';
END $$;

-- Replaces a verdict by a later one of the same annotator: rows are added, and the old ones dated. Only while the study
-- is open, and only for one of their last verdicts.
CREATE FUNCTION revise_verdict(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_rationale text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  me record;
  mine record;
  given jsonb;
BEGIN
  SELECT n.id, s.status, s.rationale AS policy, s."reviseLast" INTO me
  FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT a.id, a."leftIsA", a.flag, i.kind INTO mine
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a."studyId" = p_study AND a.id = p_assignment AND a."annotatorId" = me.id AND a."doneAt" IS NOT NULL;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  IF EXISTS (SELECT FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "submissionKey" = p_key)
    THEN RETURN 'saved'; END IF;
  IF me.status <> 'OPEN' THEN RETURN 'study_not_open'; END IF;
  IF mine.flag IS NOT NULL OR mine.kind = 'PRACTICE' OR p_assignment NOT IN (
    SELECT id FROM "Assignment"
    WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NOT NULL
    ORDER BY "doneAt" DESC LIMIT me."reviseLast") THEN RETURN 'too_late'; END IF;
  given := canonical_choices(p_study, p_choices, mine."leftIsA");
  IF given IS NULL THEN RETURN 'invalid_choice'; END IF;
  UPDATE "Judgment" SET "supersededAt" = clock_timestamp()
  WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "supersededAt" IS NULL;
  INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey", "createdAt")
  SELECT p_study, p_assignment, verdict.key::uuid, verdict.value ->> 0, (verdict.value ->> 1)::float8, p_key, clock_timestamp()
  FROM jsonb_each(given) AS verdict;
  IF me.policy <> 'OFF' AND p_rationale IS NOT NULL THEN
    UPDATE "Assignment" SET rationale = nullif(btrim(p_rationale), '') WHERE "studyId" = p_study AND id = p_assignment;
  END IF;
  RETURN 'saved';
END $$;

-- One round trip a verdict: stores it, and answers with what comes next and, after practice, what was expected.
CREATE FUNCTION submit_and_claim(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text, p_wanted integer, p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := submit_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_elapsed, p_active, p_rationale, p_flag, p_note);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object(
    'outcome', outcome,
    'desk', claim_desk(p_study, p_annotator, p_wanted, p_holding),
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
  p_holding uuid[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  outcome text := revise_verdict(p_study, p_annotator, p_assignment, p_key, p_choices, p_rationale);
BEGIN
  IF outcome <> 'saved' THEN RETURN jsonb_build_object('outcome', outcome); END IF;
  RETURN jsonb_build_object('outcome', outcome, 'desk', claim_desk(p_study, p_annotator, p_wanted, p_holding));
END $$;
