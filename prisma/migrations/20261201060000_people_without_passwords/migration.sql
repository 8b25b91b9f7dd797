-- People who sign in elsewhere, and people of whom nothing but a number is known.
ALTER TABLE "User" ALTER COLUMN "email" DROP NOT NULL, ALTER COLUMN "passwordHash" DROP NOT NULL;
-- Who signs in with a password is found by their e-mail.
ALTER TABLE "User" ADD CONSTRAINT "User_password_has_an_email" CHECK ("passwordHash" IS NULL OR email IS NOT NULL);

CREATE TABLE "Identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Identity_pkey" PRIMARY KEY ("issuer", "subject"),
    CONSTRAINT "Identity_is_given" CHECK (issuer <> '' AND subject <> '')
);

CREATE INDEX "Identity_userId_idx" ON "Identity"("userId");

ALTER TABLE "Identity" ADD CONSTRAINT "Identity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
