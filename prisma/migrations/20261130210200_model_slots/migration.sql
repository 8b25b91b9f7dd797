-- Slots of models.

-- A model is asked about an item in both orders, each a slot of its own: numbers from 1,000,000 are slots of models. For
-- everybody else it stays: nobody judges an item twice unless a repeat was planned. Annotator first: the claim asks for "mine".
DROP INDEX "Assignment_one_per_item_and_annotator";
CREATE UNIQUE INDEX "Assignment_one_per_item_and_annotator"
  ON "Assignment" ("studyId", "annotatorId", "itemId", repeat, (CASE WHEN slot >= 1000000 THEN slot ELSE 0 END))
  WHERE "annotatorId" IS NOT NULL;

-- What a model did instead of a verdict is no verdict, and what it answered is one.
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_outcome_is_told"
  CHECK ("outcome" IS NULL OR ("doneAt" IS NOT NULL AND (flag IS NULL) = ("outcome" = 'ANSWERED')));
-- Only models have outcomes, and their slots are kept for them.
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_outcome_is_of_a_model"
  CHECK ("outcome" IS NULL OR slot >= 1000000);

-- A model that joins an open study.
ALTER TYPE "AmendmentKind" ADD VALUE 'MODEL';
