-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'RESEARCHER', 'ANNOTATOR');

-- CreateEnum
CREATE TYPE "Protocol" AS ENUM ('COMPARISON', 'RATING');

-- CreateEnum
CREATE TYPE "Origin" AS ENUM ('COLLECTED', 'SIMULATED', 'RECONSTRUCTED');

-- CreateEnum
CREATE TYPE "StudyStatus" AS ENUM ('DRAFT', 'OPEN', 'PAUSED', 'CLOSED');

-- CreateEnum
CREATE TYPE "Pairing" AS ENUM ('FOCAL', 'ALL', 'LISTED');

-- CreateEnum
CREATE TYPE "GroupKind" AS ENUM ('HUMAN', 'LLM');

-- CreateEnum
CREATE TYPE "ItemKind" AS ENUM ('REGULAR', 'CHECK', 'GOLD', 'PRACTICE');

-- CreateEnum
CREATE TYPE "Flag" AS ENUM ('BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER');

-- CreateEnum
CREATE TYPE "UploadKind" AS ENUM ('PROMPTS', 'RESPONSES');

-- CreateEnum
CREATE TYPE "UploadStatus" AS ENUM ('STAGED', 'IMPORTED', 'DISCARDED');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "disabledAt" TIMESTAMPTZ,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invite" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "studyId" UUID,
    "groupId" UUID,
    "capacity" INTEGER,
    "uses" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ,
    "revokedAt" TIMESTAMPTZ,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invite_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ,

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "PromptSet" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PromptSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "id" UUID NOT NULL,
    "promptSetId" UUID NOT NULL,
    "externalId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "category" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "messages" JSONB NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "System" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "System_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SystemResponse" (
    "id" UUID NOT NULL,
    "promptSetId" UUID NOT NULL,
    "promptId" UUID NOT NULL,
    "systemId" UUID NOT NULL,
    "sample" INTEGER NOT NULL DEFAULT 0,
    "messages" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SystemResponse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "kind" "UploadKind" NOT NULL,
    "status" "UploadStatus" NOT NULL DEFAULT 'STAGED',
    "filename" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "promptSetId" UUID,
    "name" TEXT NOT NULL,
    "nameInFile" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "importedAt" TIMESTAMPTZ,
    "outcome" JSONB,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UploadRow" (
    "id" BIGSERIAL NOT NULL,
    "uploadId" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "externalId" TEXT,
    "promptId" UUID,
    "category" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sample" INTEGER NOT NULL DEFAULT 0,
    "messages" JSONB,
    "digest" TEXT,
    "promptDigest" TEXT,
    "problem" TEXT,
    "detail" TEXT,

    CONSTRAINT "UploadRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Study" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "protocol" "Protocol" NOT NULL DEFAULT 'COMPARISON',
    "origin" "Origin" NOT NULL DEFAULT 'COLLECTED',
    "status" "StudyStatus" NOT NULL DEFAULT 'DRAFT',
    "framing" TEXT NOT NULL DEFAULT '',
    "instructions" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL DEFAULT '',
    "promptSetId" UUID,
    "pairing" "Pairing" NOT NULL DEFAULT 'FOCAL',
    "overlap" INTEGER NOT NULL DEFAULT 1,
    "sharedItems" INTEGER NOT NULL DEFAULT 0,
    "seed" INTEGER NOT NULL,
    "leaseMinutes" INTEGER NOT NULL DEFAULT 20,
    "cap" INTEGER,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedAt" TIMESTAMPTZ,
    "closedAt" TIMESTAMPTZ,

    CONSTRAINT "Study_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StudyMember" (
    "studyId" UUID NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "StudyMember_pkey" PRIMARY KEY ("studyId","userId")
);

-- CreateTable
CREATE TABLE "StudySystem" (
    "studyId" UUID NOT NULL,
    "systemId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "focal" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "StudySystem_pkey" PRIMARY KEY ("studyId","systemId")
);

-- CreateTable
CREATE TABLE "Criterion" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "question" TEXT NOT NULL,

    CONSTRAINT "Criterion_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "CriterionOption" (
    "studyId" UUID NOT NULL,
    "criterionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "CriterionOption_pkey" PRIMARY KEY ("studyId","criterionId","code")
);

-- CreateTable
CREATE TABLE "AnnotatorGroup" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "GroupKind" NOT NULL DEFAULT 'HUMAN',
    "codePrefix" TEXT NOT NULL,

    CONSTRAINT "AnnotatorGroup_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "Annotator" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "userId" UUID,
    "llm" JSONB,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "startRank" INTEGER NOT NULL DEFAULT 0,
    "joinedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivatedAt" TIMESTAMPTZ,
    "excludedAt" TIMESTAMPTZ,
    "excludedReason" TEXT,

    CONSTRAINT "Annotator_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "Item" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "promptId" UUID NOT NULL,
    "responseAId" UUID NOT NULL,
    "responseBId" UUID,
    "kind" "ItemKind" NOT NULL DEFAULT 'REGULAR',
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "expected" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "itemId" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "rank" INTEGER NOT NULL,
    "leftIsA" BOOLEAN NOT NULL,
    "groupId" UUID,
    "repeat" INTEGER NOT NULL DEFAULT 0,
    "annotatorId" UUID,
    "leasedAt" TIMESTAMPTZ,
    "leaseUntil" TIMESTAMPTZ,
    "doneAt" TIMESTAMPTZ,
    "elapsedMs" INTEGER,
    "activeMs" INTEGER,
    "rationale" TEXT,
    "flag" "Flag",
    "flagNote" TEXT,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "Judgment" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "assignmentId" UUID NOT NULL,
    "criterionId" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "submissionKey" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "supersededAt" TIMESTAMPTZ,

    CONSTRAINT "Judgment_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "Tally" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "groupId" UUID NOT NULL,
    "criterionId" UUID NOT NULL,
    "systemAId" UUID NOT NULL,
    "systemBId" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Tally_pkey" PRIMARY KEY ("studyId","id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "action" TEXT NOT NULL,
    "studyId" UUID,
    "subject" TEXT NOT NULL,
    "detail" JSONB,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "PromptSet_name_key" ON "PromptSet"("name");

-- CreateIndex
CREATE INDEX "Prompt_promptSetId_digest_idx" ON "Prompt"("promptSetId", "digest");

-- CreateIndex
CREATE INDEX "Prompt_promptSetId_position_idx" ON "Prompt"("promptSetId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Prompt_promptSetId_externalId_key" ON "Prompt"("promptSetId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "System_name_key" ON "System"("name");

-- CreateIndex
CREATE INDEX "SystemResponse_promptSetId_systemId_idx" ON "SystemResponse"("promptSetId", "systemId");

-- CreateIndex
CREATE UNIQUE INDEX "SystemResponse_promptId_systemId_sample_key" ON "SystemResponse"("promptId", "systemId", "sample");

-- CreateIndex
CREATE INDEX "UploadRow_uploadId_line_idx" ON "UploadRow"("uploadId", "line");

-- CreateIndex
CREATE INDEX "StudyMember_userId_idx" ON "StudyMember"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "StudySystem_studyId_position_key" ON "StudySystem"("studyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Criterion_studyId_position_key" ON "Criterion"("studyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "CriterionOption_studyId_criterionId_position_key" ON "CriterionOption"("studyId", "criterionId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "AnnotatorGroup_studyId_name_key" ON "AnnotatorGroup"("studyId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "AnnotatorGroup_studyId_codePrefix_key" ON "AnnotatorGroup"("studyId", "codePrefix");

-- CreateIndex
CREATE INDEX "Annotator_userId_idx" ON "Annotator"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Annotator_studyId_code_key" ON "Annotator"("studyId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Annotator_studyId_userId_key" ON "Annotator"("studyId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Item_studyId_position_key" ON "Item"("studyId", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Assignment_studyId_itemId_slot_key" ON "Assignment"("studyId", "itemId", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "Judgment_studyId_assignmentId_criterionId_submissionKey_key" ON "Judgment"("studyId", "assignmentId", "criterionId", "submissionKey");

-- CreateIndex
CREATE UNIQUE INDEX "Tally_studyId_groupId_criterionId_systemAId_systemBId_choic_key" ON "Tally"("studyId", "groupId", "criterionId", "systemAId", "systemBId", "choice");

-- CreateIndex
CREATE INDEX "AuditEntry_studyId_at_idx" ON "AuditEntry"("studyId", "at");

-- CreateIndex
CREATE INDEX "AuditEntry_at_idx" ON "AuditEntry"("at");

-- AddForeignKey
ALTER TABLE "Invite" ADD CONSTRAINT "Invite_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "AnnotatorGroup"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_promptSetId_fkey" FOREIGN KEY ("promptSetId") REFERENCES "PromptSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemResponse" ADD CONSTRAINT "SystemResponse_promptSetId_fkey" FOREIGN KEY ("promptSetId") REFERENCES "PromptSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemResponse" ADD CONSTRAINT "SystemResponse_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SystemResponse" ADD CONSTRAINT "SystemResponse_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_promptSetId_fkey" FOREIGN KEY ("promptSetId") REFERENCES "PromptSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UploadRow" ADD CONSTRAINT "UploadRow_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Study" ADD CONSTRAINT "Study_promptSetId_fkey" FOREIGN KEY ("promptSetId") REFERENCES "PromptSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudyMember" ADD CONSTRAINT "StudyMember_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudyMember" ADD CONSTRAINT "StudyMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudySystem" ADD CONSTRAINT "StudySystem_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StudySystem" ADD CONSTRAINT "StudySystem_systemId_fkey" FOREIGN KEY ("systemId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CriterionOption" ADD CONSTRAINT "CriterionOption_studyId_criterionId_fkey" FOREIGN KEY ("studyId", "criterionId") REFERENCES "Criterion"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnotatorGroup" ADD CONSTRAINT "AnnotatorGroup_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotator" ADD CONSTRAINT "Annotator_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotator" ADD CONSTRAINT "Annotator_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "AnnotatorGroup"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotator" ADD CONSTRAINT "Annotator_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_responseAId_fkey" FOREIGN KEY ("responseAId") REFERENCES "SystemResponse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_responseBId_fkey" FOREIGN KEY ("responseBId") REFERENCES "SystemResponse"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_itemId_fkey" FOREIGN KEY ("studyId", "itemId") REFERENCES "Item"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "AnnotatorGroup"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId") REFERENCES "Annotator"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_assignmentId_fkey" FOREIGN KEY ("studyId", "assignmentId") REFERENCES "Assignment"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_criterionId_fkey" FOREIGN KEY ("studyId", "criterionId") REFERENCES "Criterion"("studyId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judgment" ADD CONSTRAINT "Judgment_studyId_criterionId_choice_fkey" FOREIGN KEY ("studyId", "criterionId", "choice") REFERENCES "CriterionOption"("studyId", "criterionId", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_studyId_groupId_fkey" FOREIGN KEY ("studyId", "groupId") REFERENCES "AnnotatorGroup"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_studyId_criterionId_fkey" FOREIGN KEY ("studyId", "criterionId") REFERENCES "Criterion"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_studyId_criterionId_choice_fkey" FOREIGN KEY ("studyId", "criterionId", "choice") REFERENCES "CriterionOption"("studyId", "criterionId", "code") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_systemAId_fkey" FOREIGN KEY ("systemAId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tally" ADD CONSTRAINT "Tally_systemBId_fkey" FOREIGN KEY ("systemBId") REFERENCES "System"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

