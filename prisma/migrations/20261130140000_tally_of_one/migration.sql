-- Published shares of single responses are tallies of one system. Two of one option are the same, without a second system, too.
ALTER TABLE "Tally" ALTER COLUMN "systemBId" DROP NOT NULL;
DROP INDEX "Tally_studyId_groupId_criterionId_systemAId_systemBId_choic_key";
CREATE UNIQUE INDEX "Tally_studyId_groupId_criterionId_systemAId_systemBId_choic_key"
  ON "Tally" ("studyId", "groupId", "criterionId", "systemAId", "systemBId", "choice") NULLS NOT DISTINCT;
