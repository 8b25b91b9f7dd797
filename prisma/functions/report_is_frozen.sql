-- A report is what somebody has printed and cited: another one is made, this one stays.
CREATE OR REPLACE FUNCTION report_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A report stays as it was made: make another' USING ERRCODE = 'restrict_violation';
END $$;
