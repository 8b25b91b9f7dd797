-- Two kinds of annotators have an item more than once without a planned repeat: models, by slots from 1,000,000, and those
-- of imported studies, by occurrence. The index of the migration before knew the second kind alone.
DROP INDEX "Assignment_one_per_item_and_annotator";
CREATE UNIQUE INDEX "Assignment_one_per_item_and_annotator"
  ON "Assignment" ("studyId", "annotatorId", "itemId", repeat, occurrence, (CASE WHEN slot >= 1000000 THEN slot ELSE 0 END))
  WHERE "annotatorId" IS NOT NULL;
