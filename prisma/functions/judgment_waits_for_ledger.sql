-- Notes what was added to a study's judgments, or dated, for the ledger, in the transaction that does it: none is forgotten,
-- and nobody waits for anybody.
CREATE OR REPLACE FUNCTION judgment_waits_for_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LedgerWaiting" ("studyId", kind, subject)
  SELECT "studyId", TG_ARGV[0]::"LedgerKind", id FROM changed;
  RETURN NULL;
END $$;
