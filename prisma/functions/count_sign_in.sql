-- Counts a try to sign in to an account by a client, and tells whether it may be made now. Tries wait for one another
-- here, so that parallel ones cannot slip past. Five are free; from then on each makes the next wait twice as long, up to
-- a quarter of an hour. A client from which many accounts are tried, or one of the many that try an account, has one
-- free try; a known client is never one of many. What is refused counts for nothing.
CREATE OR REPLACE FUNCTION count_sign_in(p_account text, p_client text, p_known boolean) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  many constant integer := 20;
  free integer := 5;
  mine "SignInWait";
  moment timestamptz;
BEGIN
  -- More than a try can add.
  DELETE FROM "SignInWait" w USING (
    SELECT account, client FROM "SignInWait" WHERE "expiresAt" < now() LIMIT 20 FOR UPDATE SKIP LOCKED) old
  WHERE w.account = old.account AND w.client = old.client;

  INSERT INTO "SignInWait" (account, client, tries, "freeAt", "expiresAt")
  VALUES (p_account, p_client, 0, now(), now() + interval '1 hour') ON CONFLICT DO NOTHING;
  SELECT * INTO mine FROM "SignInWait" WHERE account = p_account AND client = p_client FOR UPDATE;
  moment := clock_timestamp();
  IF mine."freeAt" > moment THEN
    RETURN false;
  END IF;

  IF NOT p_known AND greatest(
    (SELECT count(*) FROM (SELECT FROM "SignInWait" WHERE account = p_account AND tries > 0 LIMIT many + 1) clients),
    (SELECT count(*) FROM (SELECT FROM "SignInWait" WHERE client = p_client AND tries > 0 LIMIT many + 1) accounts)) > many
  THEN
    free := 1;
  END IF;
  mine.tries := CASE WHEN mine."expiresAt" > moment THEN mine.tries ELSE 0 END + 1;
  mine."freeAt" := moment + CASE WHEN mine.tries < free THEN interval '0'
    ELSE least(interval '15 minutes', interval '15 seconds' * 2 ^ least(mine.tries - free, 10)) END;
  UPDATE "SignInWait" SET tries = mine.tries, "freeAt" = mine."freeAt", "expiresAt" = mine."freeAt" + interval '1 hour'
  WHERE account = p_account AND client = p_client;
  RETURN true;
END
$$;
