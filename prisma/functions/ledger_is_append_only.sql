-- A ledger is only ever added to. That of a simulation goes with it.
CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Study" WHERE id = OLD."studyId" AND origin = 'SIMULATED') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;
