-- Links to one file of one study, for programs that can send nothing but an address.
CREATE TABLE "FileLink" (
    "id" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    "revokedAt" TIMESTAMPTZ,

    CONSTRAINT "FileLink_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "FileLink_secretHash_key" ON "FileLink"("secretHash");
CREATE INDEX "FileLink_studyId_idx" ON "FileLink"("studyId");
CREATE INDEX "FileLink_createdById_idx" ON "FileLink"("createdById");

ALTER TABLE "FileLink"
  ADD CONSTRAINT "FileLink_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "FileLink_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
