-- Who signed in, who could not, what was refused, downloaded and agreed to. Where from is kept for thirty days, and only
-- as a network; the rest for thirteen months.
CREATE TABLE "SecurityEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "userId" UUID,
    "studyId" UUID,
    "subject" TEXT,
    "network" TEXT,
    "browser" TEXT,
    "times" INTEGER NOT NULL DEFAULT 1,
    "fold" TEXT,
    CONSTRAINT "SecurityEvent_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "SecurityEvent_fold_key" ON "SecurityEvent"("fold");
CREATE INDEX "SecurityEvent_at_idx" ON "SecurityEvent"("at");
CREATE INDEX "SecurityEvent_userId_id_idx" ON "SecurityEvent"("userId", "id");
