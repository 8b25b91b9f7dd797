-- How often an account was tried by a client in vain, and from when it may be tried again. Of what is counted only keyed
-- hashes are here: neither e-mails nor addresses.
CREATE TABLE "SignInWait" (
    "account" TEXT NOT NULL,
    "client" TEXT NOT NULL,
    "tries" INTEGER NOT NULL,
    "freeAt" TIMESTAMPTZ NOT NULL,
    "expiresAt" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "SignInWait_pkey" PRIMARY KEY ("account", "client")
);
CREATE INDEX "SignInWait_client_idx" ON "SignInWait"("client");
CREATE INDEX "SignInWait_expiresAt_idx" ON "SignInWait"("expiresAt");

-- Browsers in which somebody has signed in before, by a hash of the cookie they keep.
CREATE TABLE "KnownDevice" (
    "userId" UUID NOT NULL,
    "device" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("userId", "device"),
    CONSTRAINT "KnownDevice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
