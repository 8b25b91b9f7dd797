-- Language models as annotators: the providers they are asked of, what their answers cost, how far each has come, and every
-- call there was.

-- What a model did that is no verdict finishes its slot like one that a person set aside: the slot's outcome says what it was.
ALTER TYPE "Flag" ADD VALUE 'NO_VERDICT';
CREATE TYPE "ModelOutcome" AS ENUM ('ANSWERED', 'UNPARSED', 'REFUSED', 'FILTERED', 'TRUNCATED', 'TOO_LONG');
ALTER TABLE "Assignment" ADD COLUMN "outcome" "ModelOutcome";

CREATE TYPE "ProviderKind" AS ENUM ('OPENAI_COMPATIBLE', 'ANTHROPIC', 'GOOGLE');
CREATE TYPE "ProviderUse" AS ENUM ('ADMINS', 'RESEARCHERS', 'LISTED');

CREATE TABLE "Provider" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "kind" "ProviderKind" NOT NULL,
  "baseUrl" TEXT NOT NULL,
  "sealedKey" TEXT,
  "keyEnd" TEXT,
  "requestsPerMinute" INTEGER,
  "tokensPerMinute" INTEGER,
  "lanes" INTEGER NOT NULL DEFAULT 4,
  "timeoutSeconds" INTEGER NOT NULL DEFAULT 120,
  "use" "ProviderUse" NOT NULL DEFAULT 'RESEARCHERS',
  "probe" JSONB,
  "probedAt" TIMESTAMPTZ,
  "disabledAt" TIMESTAMPTZ,
  "createdById" UUID,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Provider_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Provider_name_key" ON "Provider"("name");

CREATE TABLE "ProviderUser" (
  "providerId" UUID NOT NULL,
  "userId" UUID NOT NULL,
  CONSTRAINT "ProviderUser_pkey" PRIMARY KEY ("providerId", "userId"),
  CONSTRAINT "ProviderUser_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "ProviderUser_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "Price" (
  "id" UUID NOT NULL,
  "providerId" UUID NOT NULL,
  "model" TEXT NOT NULL,
  "currency" TEXT NOT NULL,
  "inputNanos" BIGINT NOT NULL CHECK ("inputNanos" >= 0),
  "cachedInputNanos" BIGINT CHECK ("cachedInputNanos" >= 0),
  "outputNanos" BIGINT NOT NULL CHECK ("outputNanos" >= 0),
  "validFrom" DATE NOT NULL,
  "createdById" UUID,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Price_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Price_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Price_providerId_model_validFrom_key" ON "Price"("providerId", "model", "validFrom");

-- A group of models keeps what each of its models is to be: annotators are made of them at the opening.
ALTER TABLE "AnnotatorGroup" ADD COLUMN "models" JSONB;
ALTER TABLE "AnnotatorGroup" ADD CONSTRAINT "only_groups_of_models_have_models" CHECK (("kind" = 'LLM') OR "models" IS NULL);

CREATE TYPE "RunStatus" AS ENUM ('READY', 'RUNNING', 'PAUSED', 'STOPPED', 'CANCELLED', 'DONE');

CREATE TABLE "ModelRun" (
  "studyId" UUID NOT NULL,
  "annotatorId" UUID NOT NULL,
  "providerId" UUID NOT NULL,
  "status" "RunStatus" NOT NULL DEFAULT 'READY',
  "problem" TEXT,
  "waitingUntil" TIMESTAMPTZ,
  "currency" TEXT,
  "reservedTokens" BIGINT NOT NULL DEFAULT 0 CHECK ("reservedTokens" >= 0),
  "spentTokens" BIGINT NOT NULL DEFAULT 0 CHECK ("spentTokens" >= 0),
  "reservedNanos" BIGINT NOT NULL DEFAULT 0 CHECK ("reservedNanos" >= 0),
  "spentNanos" BIGINT NOT NULL DEFAULT 0 CHECK ("spentNanos" >= 0),
  "tokenBudget" BIGINT CHECK ("tokenBudget" > 0),
  "budgetNanos" BIGINT CHECK ("budgetNanos" > 0),
  "startedById" UUID,
  "startedAt" TIMESTAMPTZ,
  "finishedAt" TIMESTAMPTZ,
  CONSTRAINT "ModelRun_pkey" PRIMARY KEY ("studyId", "annotatorId"),
  CONSTRAINT "ModelRun_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId") REFERENCES "Annotator"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "ModelRun_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE TYPE "CallStatus" AS ENUM ('SENT', 'RETURNED', 'FAILED', 'ABANDONED');

CREATE TABLE "ModelCall" (
  "studyId" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "annotatorId" UUID NOT NULL,
  "assignmentId" UUID NOT NULL,
  "attempt" INTEGER NOT NULL,
  "status" "CallStatus" NOT NULL DEFAULT 'SENT',
  "outcome" "ModelOutcome",
  "messages" JSONB NOT NULL,
  "parameters" JSONB NOT NULL,
  "requestedModel" TEXT NOT NULL,
  "servedModel" TEXT,
  "fingerprint" TEXT,
  "responseId" TEXT,
  "answer" TEXT,
  "reasoning" TEXT,
  "finishReason" TEXT,
  "httpStatus" INTEGER,
  "problem" TEXT,
  "inputTokens" INTEGER,
  "cachedTokens" INTEGER,
  "outputTokens" INTEGER,
  "reasoningTokens" INTEGER,
  "reservedTokens" BIGINT NOT NULL,
  "reservedNanos" BIGINT,
  "costNanos" BIGINT,
  "parserVersion" INTEGER,
  "parsed" JSONB,
  "sentAt" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  "endedAt" TIMESTAMPTZ,
  CONSTRAINT "ModelCall_pkey" PRIMARY KEY ("studyId", "id"),
  CONSTRAINT "ModelCall_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId") REFERENCES "Annotator"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "ModelCall_studyId_assignmentId_fkey" FOREIGN KEY ("studyId", "assignmentId") REFERENCES "Assignment"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "a_call_ends_once" CHECK (("status" = 'SENT') = ("endedAt" IS NULL)),
  CONSTRAINT "an_outcome_is_of_an_answer" CHECK (("status" = 'RETURNED') = ("outcome" IS NOT NULL))
);
CREATE UNIQUE INDEX "ModelCall_once_per_attempt" ON "ModelCall"("studyId", "assignmentId", "attempt");
-- Whatever processes run: nothing is asked twice at a time.
CREATE UNIQUE INDEX "ModelCall_one_under_way" ON "ModelCall"("studyId", "assignmentId") WHERE "status" = 'SENT';
CREATE INDEX "ModelCall_studyId_annotatorId_sentAt_idx" ON "ModelCall"("studyId", "annotatorId", "sentAt");
