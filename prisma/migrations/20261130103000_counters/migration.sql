-- What a list of studies tells of each, kept where it changes, so that no list counts slots.
ALTER TABLE "Study" ADD COLUMN "poolSlots" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Annotator"
  ADD COLUMN "setAside" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "keptWanted" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;

-- From the slots there are: those that count, as lib/counts/slots.ts has it. A slot of a pool that was set aside is
-- replaced by one like it; a kept one is not.
UPDATE "Study" s SET "poolSlots" = c.n
FROM (
  SELECT a."studyId", count(*)::int AS n FROM "Assignment" a
  WHERE (a.repeat = 0 AND a."keptForId" IS NULL AND a.flag IS NULL)
     OR (a.repeat = 1 AND (a."keptForId" IS NOT NULL OR NOT EXISTS (
          SELECT FROM "Assignment" f
          WHERE f."studyId" = a."studyId" AND f."itemId" = a."itemId" AND f.slot = a.slot AND f.repeat = 0
            AND f.flag IS NOT NULL)))
  GROUP BY a."studyId") c
WHERE c."studyId" = s.id;

UPDATE "Annotator" n SET "setAside" = c.n
FROM (
  SELECT a."studyId", a."annotatorId", count(*)::int AS n
  FROM "Assignment" a JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE a.flag IS NOT NULL AND i.kind <> 'PRACTICE'
  GROUP BY a."studyId", a."annotatorId") c
WHERE c."studyId" = n."studyId" AND c."annotatorId" = n.id;

UPDATE "Annotator" n SET "keptWanted" = c.n
FROM (
  SELECT k."studyId", k.id, (
           count(*) FILTER (WHERE a.repeat = 0)
           - count(*) FILTER (WHERE a.flag IS NOT NULL)
           - count(*) FILTER (WHERE a."doneAt" IS NULL AND k."deactivatedAt" IS NOT NULL))::int AS n
  FROM "Annotator" k
  JOIN "Assignment" a ON a."studyId" = k."studyId" AND a."keptForId" = k.id
  JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  WHERE i.kind <> 'PRACTICE'
  GROUP BY k."studyId", k.id) c
WHERE c."studyId" = n."studyId" AND c.id = n.id;
