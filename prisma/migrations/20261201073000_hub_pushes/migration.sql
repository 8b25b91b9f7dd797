-- Data sets that are pushed to a hub, and people's tokens for it.
CREATE TABLE "HubToken" (
    "userId" UUID NOT NULL,
    "hub" TEXT NOT NULL,
    "sealedToken" TEXT NOT NULL,
    "tokenEnd" TEXT NOT NULL,
    "storedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HubToken_pkey" PRIMARY KEY ("userId")
);

CREATE TABLE "HubPush" (
    "studyId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "snapshotId" UUID NOT NULL,
    "actorId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hub" TEXT NOT NULL,
    "repo" TEXT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL,
    "hasTexts" BOOLEAN NOT NULL,
    "sealedToken" TEXT,
    "endedAt" TIMESTAMPTZ,
    "commit" TEXT,

    CONSTRAINT "HubPush_pkey" PRIMARY KEY ("studyId", "id")
);

ALTER TABLE "HubToken"
  ADD CONSTRAINT "HubToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "HubPush"
  ADD CONSTRAINT "HubPush_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;
