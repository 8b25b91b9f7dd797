-- What somebody did, as an event for webhooks, written as its line of the audit trail is: neither stands without the other.
CREATE OR REPLACE FUNCTION acts_are_told() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  event constant text := CASE NEW.action
    WHEN 'study.open' THEN 'study.opened' WHEN 'study.pause' THEN 'study.paused'
    WHEN 'study.resume' THEN 'study.resumed' WHEN 'study.close' THEN 'study.closed'
    WHEN 'annotator.join' THEN 'annotator.joined' WHEN 'upload.import' THEN 'upload.imported'
    WHEN 'results.freeze' THEN 'snapshot.created'
    WHEN 'study.amend' THEN CASE WHEN NEW.detail ->> 'kind' = 'SYSTEM' THEN 'system.joined_late' END END;
BEGIN
  IF event IS NOT NULL AND EXISTS (SELECT FROM "Webhook" WHERE "disabledAt" IS NULL) THEN
    PERFORM tell_webhooks(event, NEW."studyId", CASE event
      WHEN 'annotator.joined' THEN jsonb_build_object('annotators', (
        SELECT count(*) FROM "Annotator" WHERE "studyId" = NEW."studyId" AND "deactivatedAt" IS NULL))
      WHEN 'upload.imported' THEN jsonb_build_object('uploadId', NEW.subject, 'rows', NEW.detail -> 'imported')
      WHEN 'snapshot.created' THEN jsonb_build_object('snapshotId', NEW.subject)
      ELSE '{}' END);
  END IF;
  RETURN NULL;
END $$;
