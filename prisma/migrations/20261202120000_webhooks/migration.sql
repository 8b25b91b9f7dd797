-- Webhooks: who is told, the messages, and what was last told of what is counted.
CREATE TYPE "WebhookEnd" AS ENUM ('OWNER', 'GONE', 'FAILING');
CREATE TYPE "DeliveryState" AS ENUM ('WAITING', 'DELIVERED', 'FAILED');

CREATE TABLE "Webhook" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "studyIds" UUID[],
    "sealedSecret" TEXT NOT NULL,
    "sealedOldSecret" TEXT,
    "oldSecretUntil" TIMESTAMPTZ,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failingSince" TIMESTAMPTZ,
    "disabledAt" TIMESTAMPTZ,
    "disabledWhy" "WebhookEnd",

    CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Webhook_is_told_something" CHECK (cardinality(events) > 0),
    CONSTRAINT "Webhook_says_why_it_is_off" CHECK (("disabledAt" IS NULL) = ("disabledWhy" IS NULL))
);

CREATE TABLE "WebhookDelivery" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "studyId" UUID,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "DeliveryState" NOT NULL DEFAULT 'WAITING',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "triedAt" TIMESTAMPTZ,
    "status" INTEGER,
    "answer" TEXT,
    "problem" TEXT,
    "ms" INTEGER,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "WebhookMark" (
    "studyId" UUID NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "judgments" INTEGER NOT NULL DEFAULT 0,
    "items" INTEGER NOT NULL DEFAULT 0,
    "finished" INTEGER NOT NULL DEFAULT 0,
    "percent" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "WebhookMark_pkey" PRIMARY KEY ("studyId")
);

CREATE INDEX "Webhook_userId_idx" ON "Webhook"("userId");
CREATE INDEX "WebhookDelivery_webhookId_createdAt_idx" ON "WebhookDelivery"("webhookId", "createdAt");
CREATE INDEX "WebhookDelivery_studyId_idx" ON "WebhookDelivery"("studyId");
-- What waits is looked for each second, and is little.
CREATE INDEX "WebhookDelivery_waiting" ON "WebhookDelivery"("nextAt") WHERE state = 'WAITING';

ALTER TABLE "Webhook" ADD CONSTRAINT "Webhook_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "Webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WebhookDelivery" ADD CONSTRAINT "WebhookDelivery_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "WebhookMark" ADD CONSTRAINT "WebhookMark_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Its text is that of prisma/functions, which whoever migrates applies next.
CREATE FUNCTION acts_are_told() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER acts_are_told AFTER INSERT ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION acts_are_told();
