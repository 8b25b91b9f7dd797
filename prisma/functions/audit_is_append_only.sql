-- What researchers and admins did stays on record; amendments use it, too. Of a study that has forgotten its people the trail
-- keeps that somebody joined, and not who.
CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'AuditEntry' THEN
    IF OLD.action = 'annotator.join' AND NEW."actorId" IS NULL
       AND to_jsonb(OLD) - 'actorId' = to_jsonb(NEW) - 'actorId'
       AND EXISTS (SELECT FROM "Study" WHERE id = OLD."studyId" AND "forgottenAt" IS NOT NULL) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit trail is append-only' USING ERRCODE = 'restrict_violation';
END $$;
