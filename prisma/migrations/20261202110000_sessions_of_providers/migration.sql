-- Who vouched for a session: null where it was begun by a password of ours.
ALTER TABLE "Session" ADD COLUMN "issuer" TEXT, ADD COLUMN "idToken" TEXT;
ALTER TABLE "Session" ADD CONSTRAINT "Session_token_has_an_issuer" CHECK ("idToken" IS NULL OR issuer IS NOT NULL);
