-- How far a computation is, and why it failed, is its job's to tell. What was not finished is computed anew.
DELETE FROM "AnalysisRun" WHERE result IS NULL;
ALTER TABLE "AnalysisRun"
  DROP COLUMN "beatAt",
  DROP COLUMN "done",
  DROP COLUMN "problem",
  DROP COLUMN "total",
  ALTER COLUMN "result" SET NOT NULL;
