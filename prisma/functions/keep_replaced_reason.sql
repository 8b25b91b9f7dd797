-- A changed verdict keeps its row; so does the reason that was given with it. It is put by after the verdicts it belongs
-- to are dated, so that a verdict's reason is the first one replaced from then on.
CREATE OR REPLACE FUNCTION keep_replaced_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "ReplacedReason" ("studyId", "assignmentId", "replacedAt", rationale)
  VALUES (OLD."studyId", OLD.id, clock_timestamp(), OLD.rationale);
  RETURN NULL;
END $$;
