-- Seals what waits, in the order in which it came, as far as `p_most`: each entry's chain is the hash of the one before and of
-- its own content. One process at a time does so in a study; another one finds nothing to do. Answers how many it sealed.
CREATE OR REPLACE FUNCTION seal_ledger(p_study uuid, p_most integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  one record;
  place integer;
  link bytea;
  sealed integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('ledger of ' || p_study, 0)) THEN RETURN 0; END IF;
  SELECT position, chain INTO place, link FROM "LedgerEntry" WHERE "studyId" = p_study ORDER BY position DESC LIMIT 1;
  FOR one IN
    WITH taken AS (
      DELETE FROM "LedgerWaiting" WHERE "studyId" = p_study AND id IN (
        SELECT id FROM "LedgerWaiting" WHERE "studyId" = p_study ORDER BY id LIMIT p_most)
      RETURNING id, kind, subject)
    SELECT t.kind, t.subject, CASE t.kind
      WHEN 'JUDGMENT' THEN (
        SELECT judgment_content(j, a, i) FROM "Judgment" j
        JOIN "Assignment" a ON a."studyId" = p_study AND a.id = j."assignmentId"
        JOIN "Item" i ON i."studyId" = p_study AND i.id = a."itemId"
        WHERE j."studyId" = p_study AND j.id = t.subject)
      WHEN 'SUPERSEDED' THEN (SELECT superseded_content(j) FROM "Judgment" j WHERE j."studyId" = p_study AND j.id = t.subject)
      ELSE (SELECT set_aside_content(a) FROM "Assignment" a WHERE a."studyId" = p_study AND a.id = t.subject)
    END AS content
    FROM taken t ORDER BY t.id
  LOOP
    -- What was noted twice is there already; what is gone was a simulation's, or somebody took it out, which is for those who
    -- compare the counts to find.
    CONTINUE WHEN one.content IS NULL OR EXISTS (
      SELECT FROM "LedgerEntry" WHERE "studyId" = p_study AND subject = one.subject AND kind = one.kind);
    place := coalesce(place, 0) + 1;
    link := sha256(coalesce(link, '') || one.content);
    INSERT INTO "LedgerEntry" ("studyId", position, kind, subject, content, chain)
    VALUES (p_study, place, one.kind, one.subject, one.content, link);
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END $$;
