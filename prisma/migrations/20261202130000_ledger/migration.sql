-- A ledger for each study: what was said, when minds changed and what was set aside, each entry with a hash over the one before.
-- What is stored waits in a list until a process seals it, so that nobody who judges waits for it: decision 88.
CREATE TYPE "LedgerKind" AS ENUM ('JUDGMENT', 'SUPERSEDED', 'SET_ASIDE');

CREATE TABLE "LedgerEntry" (
    "studyId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "subject" UUID NOT NULL,
    "content" BYTEA NOT NULL,
    "chain" BYTEA NOT NULL,
    "sealedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("studyId", "position")
);
CREATE UNIQUE INDEX "LedgerEntry_studyId_subject_kind_key" ON "LedgerEntry"("studyId", "subject", "kind");
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "LedgerEntry_position_from_1" CHECK (position >= 1),
  ADD CONSTRAINT "LedgerEntry_hashes_are_whole" CHECK (octet_length(content) = 32 AND octet_length(chain) = 32);

CREATE TABLE "LedgerWaiting" (
    "studyId" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "subject" UUID NOT NULL,

    CONSTRAINT "LedgerWaiting_pkey" PRIMARY KEY ("studyId", "id")
);
-- Filled and emptied all the time.
ALTER TABLE "LedgerWaiting" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

CREATE OR REPLACE FUNCTION judgment_waits_for_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LedgerWaiting" ("studyId", kind, subject)
  SELECT "studyId", TG_ARGV[0]::"LedgerKind", id FROM changed;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION set_aside_waits_for_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "LedgerWaiting" ("studyId", kind, subject) VALUES (NEW."studyId", 'SET_ASIDE', NEW.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Study" WHERE id = OLD."studyId" AND origin = 'SIMULATED') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER "Judgment_waits_for_ledger" AFTER INSERT ON "Judgment" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION judgment_waits_for_ledger('JUDGMENT');
CREATE TRIGGER "Judgment_dated_waits_for_ledger" AFTER UPDATE ON "Judgment" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION judgment_waits_for_ledger('SUPERSEDED');
CREATE TRIGGER "Assignment_set_aside_waits_for_ledger" AFTER UPDATE OF "doneAt", flag ON "Assignment" FOR EACH ROW
  WHEN (OLD."doneAt" IS NULL AND NEW."doneAt" IS NOT NULL AND NEW.flag IS NOT NULL AND NEW.flag <> 'NO_VERDICT')
  EXECUTE FUNCTION set_aside_waits_for_ledger();

CREATE TRIGGER "LedgerEntry_is_append_only" BEFORE UPDATE OR DELETE ON "LedgerEntry"
  FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER "LedgerEntry_is_never_emptied" BEFORE TRUNCATE ON "LedgerEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

-- What there is already, in the order in which it happened.
INSERT INTO "LedgerWaiting" ("studyId", kind, subject)
SELECT "studyId", kind, subject FROM (
  SELECT "studyId", 'JUDGMENT'::"LedgerKind" AS kind, id AS subject, "createdAt" AS at FROM "Judgment"
  UNION ALL
  SELECT "studyId", 'SUPERSEDED', id, "supersededAt" FROM "Judgment" WHERE "supersededAt" IS NOT NULL
  UNION ALL
  SELECT "studyId", 'SET_ASIDE', id, "doneAt" FROM "Assignment" WHERE "doneAt" IS NOT NULL AND flag IS NOT NULL AND flag <> 'NO_VERDICT'
) said ORDER BY at, kind, subject;
