-- The run of a rehearsal: what it was asked to do, and whether a process is at it. What it has done are its slots.
CREATE TABLE "Rehearsal" (
  "studyId" UUID NOT NULL,
  "settings" JSONB NOT NULL,
  "runId" UUID,
  "beatAt" TIMESTAMPTZ,
  "problem" TEXT,
  "finishedAt" TIMESTAMPTZ,
  CONSTRAINT "Rehearsal_pkey" PRIMARY KEY ("studyId"),
  CONSTRAINT "Rehearsal_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Rehearsal_run_beats" CHECK (("runId" IS NULL) = ("beatAt" IS NULL))
);

-- Nobody's judgment may get into a simulation, whatever link or form let them come so far.
CREATE FUNCTION simulations_take_no_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT NEW.simulated AND EXISTS (SELECT FROM "Study" WHERE id = NEW."studyId" AND origin = 'SIMULATED') THEN
    RAISE EXCEPTION 'A simulated study takes no people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Annotator_of_simulation_is_simulated" BEFORE INSERT OR UPDATE OF simulated ON "Annotator"
  FOR EACH ROW EXECUTE FUNCTION simulations_take_no_people();
