ALTER TABLE "User" ADD COLUMN "remindersOffAt" TIMESTAMPTZ;
ALTER TABLE "Annotator" ADD COLUMN "remindedAt" TIMESTAMPTZ;

CREATE TABLE "Mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "inviteId" UUID,
    "studyId" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ,
    "failedAt" TIMESTAMPTZ,
    "failure" TEXT,

    CONSTRAINT "Mail_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Mail_kind_is_known" CHECK (kind IN ('INVITE', 'SIGN_IN', 'RESET', 'REMINDER')),
    CONSTRAINT "Mail_is_about_something" CHECK (
      (kind = 'INVITE') = ("inviteId" IS NOT NULL) AND (kind = 'REMINDER') = ("studyId" IS NOT NULL)),
    CONSTRAINT "Mail_is_sent_or_failed" CHECK ("sentAt" IS NULL OR "failedAt" IS NULL)
);

CREATE INDEX "Mail_inviteId_idx" ON "Mail"("inviteId");
CREATE INDEX "Mail_studyId_idx" ON "Mail"("studyId");
CREATE INDEX "Mail_createdAt_idx" ON "Mail"("createdAt");
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_inviteId_fkey" FOREIGN KEY ("inviteId") REFERENCES "Invite"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Mail" ADD CONSTRAINT "Mail_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A link that was sent to somebody to sign in with, or to choose another password; by its hash, and used once.
CREATE TABLE "MailedLink" (
    "tokenHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "usedAt" TIMESTAMPTZ,

    CONSTRAINT "MailedLink_pkey" PRIMARY KEY ("tokenHash"),
    CONSTRAINT "MailedLink_kind_is_known" CHECK (kind IN ('SIGN_IN', 'RESET'))
);

CREATE INDEX "MailedLink_userId_idx" ON "MailedLink"("userId");
CREATE INDEX "MailedLink_expiresAt_idx" ON "MailedLink"("expiresAt");
ALTER TABLE "MailedLink" ADD CONSTRAINT "MailedLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
