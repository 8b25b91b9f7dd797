-- A language model that joins once a study is closed, after outcomes were seen: it counts in no figure of the study, and
-- nothing makes it count.
ALTER TABLE "Annotator" ADD COLUMN "exploratory" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Annotator" ADD CONSTRAINT "Annotator_exploratory_is_a_model_left_out"
  CHECK (NOT exploratory OR (llm IS NOT NULL AND "excludedAt" IS NOT NULL));
