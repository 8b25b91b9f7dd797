-- What a start page needs to know of a study: whether it was put away, and whether it is the demo of the first start.
ALTER TABLE "Study" ADD COLUMN "archivedAt" TIMESTAMPTZ, ADD COLUMN "demo" BOOLEAN NOT NULL DEFAULT false;

-- Of installations from before, by the prompt sets that only the first start makes.
UPDATE "Study" s SET demo = true FROM "PromptSet" p
WHERE p.id = s."promptSetId" AND p.name LIKE '%(demo)' AND s.status = 'OPEN' AND s.origin = 'COLLECTED'
  AND EXISTS (SELECT FROM "Annotator" n WHERE n."studyId" = s.id AND n.simulated);
