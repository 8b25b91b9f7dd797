-- Nobody's judgment may get into a simulation, whatever link or form let them come so far.
CREATE OR REPLACE FUNCTION simulations_take_no_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.simulated AND EXISTS (SELECT FROM "Study" WHERE id = NEW."studyId" AND origin = 'SIMULATED') THEN
    RAISE EXCEPTION 'A simulated study takes no people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
