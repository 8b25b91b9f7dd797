-- Whether a session has neither come to its end nor lain idle for twelve hours.
CREATE OR REPLACE FUNCTION session_lives(p_session "Session") RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_session."expiresAt" > now() AND p_session."seenAt" > now() - interval '12 hours'
$$;
