-- People who come to a study from a crowd platform, by one link each recruitment.
CREATE TYPE "Platform" AS ENUM ('PROLIFIC', 'CONNECT', 'SONA', 'PANEL');
CREATE TYPE "Ending" AS ENUM ('COMPLETED', 'SCREENED_OUT', 'NO_CONSENT', 'FAILED_CHECKS', 'FULL', 'DEVICE');

CREATE TABLE "Recruitment" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "platform" "Platform" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "sealedToken" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "overbooking" INTEGER NOT NULL DEFAULT 10,
    "parameters" JSONB NOT NULL,
    "endings" JSONB NOT NULL,
    "needsComputer" BOOLEAN NOT NULL DEFAULT false,
    "practiceRight" INTEGER,
    "missedChecks" INTEGER,
    "reward" INTEGER,
    "currency" TEXT NOT NULL DEFAULT 'USD',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ,

    CONSTRAINT "Recruitment_pkey" PRIMARY KEY ("studyId", "id"),
    CONSTRAINT "Recruitment_has_places" CHECK ("places" > 0 AND "overbooking" BETWEEN 0 AND 100)
);

CREATE UNIQUE INDEX "Recruitment_tokenHash_key" ON "Recruitment"("tokenHash");
CREATE UNIQUE INDEX "Recruitment_studyId_name_key" ON "Recruitment"("studyId", "name");
CREATE INDEX "Recruitment_studyId_groupId_idx" ON "Recruitment"("studyId", "groupId");

CREATE TABLE "Participation" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "recruitmentId" UUID NOT NULL,
    "participantKey" TEXT NOT NULL,
    "sealedParticipant" TEXT NOT NULL,
    "sessionKey" TEXT,
    "sealedSession" TEXT,
    "annotatorId" UUID,
    "arrivedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seenAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "begunAt" TIMESTAMPTZ,
    "ending" "Ending",
    "endedAt" TIMESTAMPTZ,
    "code" TEXT,
    "address" TEXT,
    "releasedAt" TIMESTAMPTZ,
    "platformStatus" TEXT,
    "platformCode" TEXT,
    "platformAt" TIMESTAMPTZ,

    CONSTRAINT "Participation_pkey" PRIMARY KEY ("studyId", "id"),
    CONSTRAINT "Participation_ends_at_a_time" CHECK (("ending" IS NULL) = ("endedAt" IS NULL)),
    -- A code is decided with the ending, and leaves the server after it.
    CONSTRAINT "Participation_code_follows_ending" CHECK (
      "ending" IS NOT NULL OR ("code" IS NULL AND "address" IS NULL AND "releasedAt" IS NULL))
);

CREATE UNIQUE INDEX "Participation_studyId_participantKey_key" ON "Participation"("studyId", "participantKey");
CREATE UNIQUE INDEX "Participation_studyId_annotatorId_key" ON "Participation"("studyId", "annotatorId");
CREATE INDEX "Participation_studyId_recruitmentId_idx" ON "Participation"("studyId", "recruitmentId");

ALTER TABLE "Recruitment"
  ADD CONSTRAINT "Recruitment_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "Recruitment_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "AnnotatorGroup"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Participation"
  ADD CONSTRAINT "Participation_studyId_recruitmentId_fkey" FOREIGN KEY ("studyId", "recruitmentId") REFERENCES "Recruitment"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "Participation_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId") REFERENCES "Annotator"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
