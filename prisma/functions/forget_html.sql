-- What was rendered of another text, or of one with other words masked, is of no use.
CREATE OR REPLACE FUNCTION forget_html() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.html := NULL;
  NEW.renderer := NULL;
  RETURN NEW;
END $$;
