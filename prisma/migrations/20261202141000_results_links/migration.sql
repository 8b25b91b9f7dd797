-- Links that show a closed study's results to whoever has one, and nothing else of it; by the hash of their secret.
CREATE TABLE "ResultsLink" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "revokedAt" TIMESTAMPTZ,
    "opens" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ,

    CONSTRAINT "ResultsLink_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "ResultsLink_secretHash_key" ON "ResultsLink"("secretHash");
CREATE INDEX "ResultsLink_studyId_idx" ON "ResultsLink"("studyId");
CREATE INDEX "ResultsLink_createdById_idx" ON "ResultsLink"("createdById");
ALTER TABLE "ResultsLink" ADD CONSTRAINT "ResultsLink_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ResultsLink" ADD CONSTRAINT "ResultsLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
