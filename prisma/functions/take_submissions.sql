-- Submissions that came at the same moment, in one round trip: [reply, …] in their order. Each is a transaction of its own,
-- so that it holds up nobody longer than alone and the failure of one takes no other with it. Where a row is locked by
-- something slow, it is `busy`: all together wait for a moment once, and what is blocked is left for the browser to send
-- again. The disk is waited for once, at the end: the log is written in order, so what is on it then holds all of them.
CREATE OR REPLACE PROCEDURE take_submissions(p_batch jsonb, INOUT replies json) LANGUAGE plpgsql AS $$
DECLARE
  one record;
  reply json;
  gathered json[] := '{}';
  together constant boolean := jsonb_array_length(p_batch) > 1;
  patience text := '250ms';
BEGIN
  FOR one IN
    SELECT * FROM jsonb_to_recordset(p_batch) AS b(
      study uuid, seat jsonb, submission jsonb, wanted integer, batch integer, holding uuid[])
  LOOP
    IF together THEN SET LOCAL synchronous_commit = off; END IF;
    PERFORM set_config('lock_timeout', patience, true);
    BEGIN
      reply := submit_and_claim(
        one.study, seated_annotator(one.study, one.seat), one.submission, one.wanted, one.batch, one.holding);
    EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
      reply := json_build_object('outcome', 'busy');
      patience := '10ms';
    END;
    gathered := gathered || reply;
    COMMIT;
  END LOOP;
  replies := array_to_json(gathered);
  -- Something must be written for the last commit to wait.
  IF together THEN PERFORM pg_logical_emit_message(true, 'evenhand', 'submissions taken'); END IF;
END $$;
