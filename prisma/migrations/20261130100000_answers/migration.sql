-- Answers are keyed by criterion and turn, in submissions, in late verdicts and in force. Why: docs/decisions/0042.
CREATE TYPE "Unit" AS ENUM ('RESPONSE', 'TURN');
ALTER TABLE "Criterion" ADD COLUMN "unit" "Unit" NOT NULL DEFAULT 'RESPONSE';
ALTER TABLE "CriterionOption" ADD COLUMN "anchor" TEXT NOT NULL DEFAULT '';

-- 0 is the whole response: what every judgment so far was about.
ALTER TABLE "Judgment"
  ADD COLUMN "turn" INTEGER NOT NULL DEFAULT 0,
  ADD CONSTRAINT "Judgment_turn_from_0" CHECK (turn >= 0);
DROP INDEX "Judgment_one_in_force";
CREATE UNIQUE INDEX "Judgment_one_in_force" ON "Judgment" ("studyId", "assignmentId", "criterionId", turn)
  WHERE "supersededAt" IS NULL;
DROP INDEX "Judgment_studyId_assignmentId_criterionId_submissionKey_key";
CREATE UNIQUE INDEX "Judgment_once_per_submission"
  ON "Judgment" ("studyId", "assignmentId", "criterionId", "turn", "submissionKey");

-- {criterion: choice} becomes [{criterion, turn, choice}]; flagged ones have none.
ALTER TABLE "LateVerdict" RENAME COLUMN "choices" TO "answers";
UPDATE "LateVerdict" SET answers = coalesce((
  SELECT jsonb_agg(jsonb_build_object('criterion', key, 'turn', 0, 'choice', value)) FROM jsonb_each(answers)), '[]')
WHERE answers IS NOT NULL;

-- Gone, or under another name.
DROP FUNCTION IF EXISTS revise_and_claim;
DROP FUNCTION IF EXISTS canonical_choices;
DROP FUNCTION IF EXISTS presented_choices;
