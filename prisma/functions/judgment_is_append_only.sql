-- A judgment may only be dated when a later one supersedes it. A simulation may be discarded; what people judged never.
CREATE OR REPLACE FUNCTION judgment_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD."supersededAt" IS NULL AND NEW."supersededAt" IS NOT NULL
     AND to_jsonb(OLD) - 'supersededAt' = to_jsonb(NEW) - 'supersededAt' THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND EXISTS (SELECT FROM "Study" WHERE id = OLD."studyId" AND origin = 'SIMULATED') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Judgments are append-only: add a row and date the old one' USING ERRCODE = 'restrict_violation';
END $$;
