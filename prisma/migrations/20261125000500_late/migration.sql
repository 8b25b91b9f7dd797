-- Verdicts that come late. Who works without a network for longer than their leases may find their pairs handed to
-- others. The first verdict on a slot counts, whoever holds it by then; one that finds the slot judged, or the study over,
-- is kept here, and counted nowhere but in the hours worked. Why: docs/decisions/0021.
CREATE TYPE "LateReason" AS ENUM ('TAKEN', 'CLOSED');
CREATE TABLE "LateVerdict" (
  "studyId" UUID NOT NULL,
  "annotatorId" UUID NOT NULL,
  "itemId" UUID NOT NULL,
  "assignmentId" UUID NOT NULL,
  "submissionKey" UUID NOT NULL,
  "reason" "LateReason" NOT NULL,
  "choices" JSONB,
  "flag" "Flag",
  "note" TEXT,
  "rationale" TEXT,
  "elapsedMs" INTEGER NOT NULL,
  "activeMs" INTEGER NOT NULL,
  "receivedAt" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  -- Its first three columns answer the claim: "has this annotator said something of this item already".
  CONSTRAINT "LateVerdict_pkey" PRIMARY KEY ("studyId", "annotatorId", "itemId", "assignmentId"),
  CONSTRAINT "LateVerdict_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId")
    REFERENCES "Annotator" ("studyId", id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "LateVerdict_studyId_assignmentId_fkey" FOREIGN KEY ("studyId", "assignmentId")
    REFERENCES "Assignment" ("studyId", id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "LateVerdict_says_something" CHECK ((choices IS NULL) = (flag IS NOT NULL))
);

-- Annotators whose lease on this slot ran out before somebody else took it: {annotator: when they had got it}.
ALTER TABLE "Assignment" ADD COLUMN "heldBefore" JSONB;

-- As long as a browser's reserve lasts at a minute a pair.
ALTER TABLE "Study" ALTER COLUMN "leaseMinutes" SET DEFAULT 30;

-- Leases up to p_count slots of a pool with p_from <= rank < p_to: a group's pool, or with p_pool NULL anybody's. A lease
-- that ran out is a slot like any free one. SKIP LOCKED inside the UPDATE: of callers that race for a slot one gets it,
-- the others the next one.
CREATE OR REPLACE FUNCTION claim_from_pool(
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
      AND (SELECT late."itemId" FROM "LateVerdict" late
           WHERE late."studyId" = p_study AND late."annotatorId" = p_annotator AND late."itemId" = a."itemId" LIMIT 1) IS NULL
    ORDER BY a.rank LIMIT p_count FOR UPDATE OF a SKIP LOCKED)
  UPDATE "Assignment" SET "annotatorId" = p_annotator, "leasedAt" = moment, "leaseUntil" = p_until,
    "heldBefore" = CASE WHEN "annotatorId" IS NULL THEN "heldBefore"
                        ELSE coalesce("heldBefore", '{}') || jsonb_build_object("annotatorId", "leasedAt") END
  WHERE "studyId" = p_study
    -- Where little is left, two slots of one item may stand close: one of them is enough.
    AND id = ANY (ARRAY(SELECT DISTINCT ON ("itemId") id FROM free ORDER BY "itemId", rank));
  GET DIAGNOSTICS leased = ROW_COUNT;
  RETURN leased;
END $$;

-- Records a verdict, or that none could be given, on a slot the annotator holds or held, and answers how that went. Safe
-- to retry: the same submission twice stores one row.
CREATE OR REPLACE FUNCTION submit_verdict(
  p_study uuid, p_annotator uuid, p_assignment uuid, p_key uuid, p_choices text[], p_elapsed integer, p_active integer,
  p_rationale text, p_flag "Flag", p_note text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  me record;
  target record;
  given jsonb;
  stored jsonb;
  reason constant text := nullif(btrim(p_rationale), '');
  is_mine boolean;
BEGIN
  SELECT n.id, n.judged, s.status, s.rationale AS policy INTO me
  FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  SELECT a."itemId", a.slot, a."repeatAfter", a."leftIsA", a."annotatorId", a."doneAt", a."groupId", a.rank, a."keptForId",
         a.flag, i.kind, coalesce(a."heldBefore" ? me.id::text, false) AS "wasMine"
  INTO target FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a."studyId" = p_study AND a.id = p_assignment;
  IF NOT FOUND THEN RETURN 'not_found'; END IF;
  is_mine := target."annotatorId" IS NOT DISTINCT FROM me.id;
  IF NOT is_mine AND NOT target."wasMine" THEN RETURN 'slot_lost'; END IF;

  given := CASE WHEN p_flag IS NULL THEN canonical_choices(p_study, p_choices, target."leftIsA") END;
  IF p_flag IS NULL AND given IS NULL THEN RETURN 'invalid_choice'; END IF;
  IF p_flag IS NULL AND me.policy = 'REQUIRED' AND reason IS NULL THEN RETURN 'rationale_missing'; END IF;

  IF is_mine AND target."doneAt" IS NOT NULL THEN
    IF EXISTS (SELECT FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "submissionKey" = p_key)
      THEN RETURN 'saved'; END IF;
    SELECT jsonb_object_agg("criterionId", jsonb_build_array(choice, score)) INTO stored
    FROM "Judgment" WHERE "studyId" = p_study AND "assignmentId" = p_assignment AND "supersededAt" IS NULL;
    RETURN CASE WHEN stored IS NOT DISTINCT FROM given AND target.flag IS NOT DISTINCT FROM p_flag
                THEN 'saved' ELSE 'already_judged' END;
  END IF;
  IF me.status = 'DRAFT' THEN RETURN 'study_not_open'; END IF;
  IF NOT is_mine THEN
    -- They had this item: another slot of it that they were given since is not for them.
    UPDATE "Assignment" SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
    WHERE "studyId" = p_study AND "annotatorId" = me.id AND "itemId" = target."itemId" AND "doneAt" IS NULL;
  END IF;

  -- Pairs on screens may be finished when the study pauses, and within their lease when it closes. Whoever held the slot
  -- takes it back from one who has not judged it yet; conditional, for that one does not wait at this annotator's row. A
  -- slot that somebody has at hand is not set aside for them.
  UPDATE "Assignment"
  SET "annotatorId" = me.id,
      "leasedAt" = CASE WHEN "annotatorId" = me.id THEN "leasedAt" ELSE ("heldBefore" ->> me.id::text)::timestamptz END,
      "heldBefore" = CASE WHEN "annotatorId" <> me.id THEN "heldBefore" || jsonb_build_object("annotatorId", "leasedAt")
                          ELSE "heldBefore" END,
      "doneAt" = clock_timestamp(), "elapsedMs" = p_elapsed, "activeMs" = p_active,
      rationale = CASE WHEN me.policy <> 'OFF' THEN reason END, flag = p_flag, "flagNote" = p_note
  WHERE "studyId" = p_study AND id = p_assignment AND "doneAt" IS NULL
    AND (me.status <> 'CLOSED' OR ("annotatorId" = me.id AND "leaseUntil" > now()))
    AND ("annotatorId" = me.id OR (p_flag IS NULL AND "heldBefore" ? me.id::text AND NOT EXISTS (
          SELECT FROM "Assignment" other
          WHERE other."studyId" = p_study AND other."annotatorId" = me.id AND other."itemId" = target."itemId")));
  IF NOT FOUND THEN
    INSERT INTO "LateVerdict" ("studyId", "annotatorId", "itemId", "assignmentId", "submissionKey", reason, choices, flag,
                               note, rationale, "elapsedMs", "activeMs")
    VALUES (p_study, me.id, target."itemId", p_assignment, p_key,
            CASE WHEN me.status = 'CLOSED' THEN 'CLOSED' ELSE 'TAKEN' END::"LateReason",
            (SELECT jsonb_object_agg(key, value -> 0) FROM jsonb_each(given)), p_flag,
            p_note, CASE WHEN me.policy <> 'OFF' THEN reason END, p_elapsed, p_active)
    ON CONFLICT DO NOTHING;
    RETURN 'late';
  END IF;
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

-- Submissions that came at the same moment, in one round trip: [reply, …] in their order. Each is a transaction of its own,
-- so that it holds up nobody longer than alone and the failure of one takes no other with it. Where a row is locked by
-- something slow, it is `busy`: all together wait for a moment once, and what is blocked is left for the browser to send
-- again. The disk is waited for once, at the end: the log is written in order, so what is on it then holds all of them.
-- `stamp` is null where the caller has proven who it is; `asked` and `hasty` are what the desk asked before it took the
-- verdict, and how that went.
CREATE OR REPLACE PROCEDURE take_submissions(p_batch jsonb, INOUT replies jsonb) LANGUAGE plpgsql AS $$
DECLARE
  one record;
  me uuid;
  reply jsonb;
  together constant boolean := jsonb_array_length(p_batch) > 1;
  patience text := '250ms';
BEGIN
  replies := '[]';
  FOR one IN
    SELECT * FROM jsonb_to_recordset(p_batch) AS b(
      study uuid, "user" uuid, stamp text, assignment uuid, key uuid, revises boolean, choices text[], elapsed integer,
      active integer, rationale text, flag "Flag", note text, asked "Haste", hasty boolean, wanted integer, batch integer,
      holding uuid[])
  LOOP
    IF together THEN SET LOCAL synchronous_commit = off; END IF;
    PERFORM set_config('lock_timeout', patience, true);
    BEGIN
      me := CASE WHEN one.stamp IS NULL THEN annotator_of(one.study, one."user")
                 ELSE signed_in_annotator(one.study, one."user", one.stamp) END;
      reply := CASE WHEN one.revises
        THEN revise_and_claim(one.study, me, one.assignment, one.key, one.choices, one.rationale, one.wanted, one.batch, one.holding)
        ELSE submit_and_claim(one.study, me, one.assignment, one.key, one.choices, one.elapsed, one.active, one.rationale,
                              one.flag, one.note, one.wanted, one.batch, one.holding) END;
      -- Once: a retry says the same, and what another window sent stands.
      IF one.asked IS NOT NULL AND reply ->> 'outcome' = 'saved' THEN
        UPDATE "Assignment" SET asked = one.asked, hasty = one.hasty
        WHERE "studyId" = one.study AND id = one.assignment AND asked IS NULL AND EXISTS (
          SELECT FROM "Judgment" j
          WHERE j."studyId" = one.study AND j."assignmentId" = one.assignment AND j."submissionKey" = one.key);
      END IF;
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      reply := jsonb_build_object('outcome', 'busy');
      patience := '10ms';
    END;
    replies := replies || jsonb_build_array(reply);
    COMMIT;
  END LOOP;
  -- Something must be written for the last commit to wait.
  IF together THEN PERFORM pg_logical_emit_message(true, 'evenhand', 'submissions taken'); END IF;
END $$;
