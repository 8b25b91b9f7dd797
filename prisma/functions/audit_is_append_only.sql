-- What researchers and admins did stays on record; amendments use it, too.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
