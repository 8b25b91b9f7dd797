-- Nobody's judgment may get into a simulation or an imported study, whatever link or form let them come so far.
CREATE OR REPLACE FUNCTION simulations_take_no_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.simulated AND EXISTS (SELECT FROM "Study" WHERE id = NEW."studyId" AND origin = 'SIMULATED') THEN
    RAISE EXCEPTION 'A simulated study takes no people' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."importedAs" IS NULL AND EXISTS (SELECT FROM "Study" WHERE id = NEW."studyId" AND origin = 'IMPORTED') THEN
    RAISE EXCEPTION 'An imported study takes no new annotators' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
