-- A study goes one way: what has been opened never becomes a draft, what is closed stays so.
CREATE OR REPLACE FUNCTION study_opens_and_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = NEW.status
     OR (OLD.status = 'DRAFT' AND NEW.status = 'OPEN')
     OR (OLD.status = 'OPEN' AND NEW.status IN ('PAUSED', 'CLOSED'))
     OR (OLD.status = 'PAUSED' AND NEW.status IN ('OPEN', 'CLOSED')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A study goes from draft to open, between open and paused, and ends closed' USING ERRCODE = 'check_violation';
END $$;
