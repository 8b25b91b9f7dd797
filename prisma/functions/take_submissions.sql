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
      ELSIF one.asked IS NOT NULL AND reply ->> 'outcome' = 'late' THEN
        UPDATE "LateVerdict" SET asked = one.asked, hasty = one.hasty
        WHERE "studyId" = one.study AND "annotatorId" = me AND "assignmentId" = one.assignment
          AND "submissionKey" = one.key AND asked IS NULL;
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
