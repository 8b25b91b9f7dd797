-- Leases up to p_batch slots once the annotator holds fewer than p_wanted by as many, and answers with what they hold,
-- oldest lease first. Those held already are leased anew: a second tab or a reload shows the same pairs. Contents of
-- p_holding, which the browser has, are left out. NULL when there is no such active annotator. Their other tabs wait at
-- the row until this one is through.
CREATE OR REPLACE FUNCTION claim_desk(p_study uuid, p_annotator uuid, p_wanted integer, p_batch integer, p_holding uuid[])
RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  me record;
  until timestamptz;
  wanted integer;
  target integer;
  leased integer;
  held uuid[];
  stale boolean;
  slot_id uuid;
  slots json[] := '{}';
BEGIN
  SELECT n.id, n."groupId", n."startRank", n.judged, n."consentedAt", s.status, s.protocol, s.cap, s."leaseMinutes",
         s.consent, CASE WHEN g.overlap > 0 THEN g.id END AS pool
  INTO me
  FROM "Annotator" n
  JOIN "Study" s ON s.id = n."studyId"
  JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
  WHERE n."studyId" = p_study AND n.id = p_annotator AND n."deactivatedAt" IS NULL
  FOR NO KEY UPDATE OF n;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF me.status = 'OPEN' AND (me.consent = '' OR me."consentedAt" IS NOT NULL) THEN
    until := now() + make_interval(mins => me."leaseMinutes");
    SELECT coalesce(array_agg(id ORDER BY "leasedAt", rank), '{}'), bool_or("leaseUntil" < until - interval '1 minute')
    INTO held, stale
    FROM "Assignment" WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    -- Not at every verdict: within a minute a lease is as good as new.
    IF stale THEN
      UPDATE "Assignment" SET "leaseUntil" = until
      WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
    END IF;
    wanted := least(p_wanted, me.cap - me.judged);
    -- A batch is waited for, but never until nothing is held.
    IF wanted - cardinality(held) >= least(p_batch, greatest(wanted - 1, 1)) THEN
      target := least(wanted, cardinality(held) + p_batch);
      WHILE cardinality(held) < target LOOP
        leased := CASE WHEN me.protocol = 'RATING'
          THEN claim_rating(p_study, me.id, me.pool, me."startRank", me.judged + cardinality(held), until)
          ELSE claim_slots(p_study, me.id, me.pool, me."startRank", me.judged + cardinality(held), until,
                           target - cardinality(held), NULL) END;
        EXIT WHEN leased = 0;
        SELECT array_agg(id ORDER BY "leasedAt", rank) INTO held
        FROM "Assignment" WHERE "studyId" = p_study AND "annotatorId" = me.id AND "doneAt" IS NULL;
      END LOOP;
    END IF;
    FOREACH slot_id IN ARRAY held LOOP
      IF slot_id <> ALL (p_holding) THEN slots := slots || slot_contents(p_study, slot_id); END IF;
    END LOOP;
  END IF;
  RETURN json_build_object(
    'annotatorId', me.id, 'groupId', me."groupId", 'status', me.status, 'cap', me.cap, 'judged', me.judged,
    'needsConsent', me.consent <> '' AND me."consentedAt" IS NULL, 'held', coalesce(held, '{}'), 'slots', slots);
END $$;
