-- Notes for the ledger what somebody has set aside.
CREATE OR REPLACE FUNCTION set_aside_waits_for_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LedgerWaiting" ("studyId", kind, subject) VALUES (NEW."studyId", 'SET_ASIDE', NEW.id);
  RETURN NULL;
END $$;
