-- Lists of messages go on behind a moment, which programs know to the millisecond.
ALTER TABLE "WebhookDelivery" ALTER COLUMN "createdAt" TYPE TIMESTAMPTZ(3);
