-- What a study's ledger does not agree with, each named: entries whose row was changed or is gone, entries that do not follow
-- the one before, and rows that are in no entry and wait for none. Nothing, when all is as it was stored.
CREATE OR REPLACE FUNCTION broken_ledger(p_study uuid) RETURNS TABLE (said text) LANGUAGE sql STABLE AS $$
  WITH stored AS (
    SELECT 'JUDGMENT'::"LedgerKind" AS kind, j.id AS subject, judgment_content(j, a, i) AS content
    FROM "Judgment" j
    LEFT JOIN "Assignment" a ON a."studyId" = j."studyId" AND a.id = j."assignmentId"
    LEFT JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    WHERE j."studyId" = p_study
    UNION ALL
    SELECT 'SUPERSEDED', j.id, superseded_content(j) FROM "Judgment" j
    WHERE j."studyId" = p_study AND j."supersededAt" IS NOT NULL
    UNION ALL
    SELECT 'SET_ASIDE', a.id, set_aside_content(a) FROM "Assignment" a
    WHERE a."studyId" = p_study AND a."doneAt" IS NOT NULL AND a.flag IS NOT NULL AND a.flag <> 'NO_VERDICT'),
  linked AS (
    SELECT e.*, lag(chain) OVER w AS before, coalesce(lag(position) OVER w, 0) + 1 AS wanted
    FROM "LedgerEntry" e WHERE "studyId" = p_study WINDOW w AS (ORDER BY position))
  SELECT format('entry %s, %s %s, %s', l.position, replace(lower(l.kind::text), '_', ' '), l.subject,
                CASE WHEN s.subject IS NULL THEN 'is gone' ELSE 'was changed' END)
  FROM linked l LEFT JOIN stored s ON s.kind = l.kind AND s.subject = l.subject
  WHERE s.content IS DISTINCT FROM l.content
  UNION ALL
  SELECT format('entry %s does not follow the one before it', position) FROM linked
  WHERE position <> wanted OR chain <> sha256(coalesce(before, '') || content)
  UNION ALL
  SELECT format('%s %s is in no entry', replace(lower(s.kind::text), '_', ' '), s.subject) FROM stored s
  WHERE NOT EXISTS (
      SELECT FROM "LedgerEntry" e WHERE e."studyId" = p_study AND e.subject = s.subject AND e.kind = s.kind)
    AND NOT EXISTS (
      SELECT FROM "LedgerWaiting" w WHERE w."studyId" = p_study AND w.subject = s.subject AND w.kind = s.kind)
$$;
