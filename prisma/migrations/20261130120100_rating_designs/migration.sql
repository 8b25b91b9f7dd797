-- Designs of rating studies: several samples of a response, gold and practice items of one response, late systems without
-- a pair.
ALTER TABLE "Study"
  ADD COLUMN "samples" INTEGER NOT NULL DEFAULT 1,
  ADD CONSTRAINT "Study_samples_from_1" CHECK (samples BETWEEN 1 AND 100),
  ADD CONSTRAINT "Study_samples_are_rated" CHECK (protocol = 'RATING' OR samples = 1);
ALTER TABLE "KnownItem" ALTER COLUMN "systemBId" DROP NOT NULL;

ALTER TABLE "StudySystem" ADD COLUMN "amendment" INTEGER NOT NULL DEFAULT 0;
UPDATE "StudySystem" s SET amendment = p.amendment
FROM (
  SELECT "studyId", "systemId", min(amendment) AS amendment
  FROM (SELECT "studyId", "systemAId" AS "systemId", amendment FROM "StudyPair"
        UNION ALL SELECT "studyId", "systemBId", amendment FROM "StudyPair") arm
  GROUP BY 1, 2) p
WHERE p."studyId" = s."studyId" AND p."systemId" = s."systemId" AND p.amendment > 0;
