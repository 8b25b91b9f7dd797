CREATE TYPE "TeamRole" AS ENUM ('OWNER', 'EDITOR', 'VIEWER');

ALTER TABLE "StudyMember"
  ADD COLUMN "role" "TeamRole" NOT NULL DEFAULT 'EDITOR',
  ADD COLUMN "addedAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Whoever made a study owns it; where they are no member of it, one of its members does.
UPDATE "StudyMember" m SET role = 'OWNER'
FROM "Study" s
WHERE s.id = m."studyId" AND m."userId" = (
  SELECT x."userId" FROM "StudyMember" x WHERE x."studyId" = s.id
  ORDER BY x."userId" IS DISTINCT FROM s."createdById", x."userId" LIMIT 1);

CREATE UNIQUE INDEX "StudyMember_owner_key" ON "StudyMember" ("studyId") WHERE role = 'OWNER';

-- Who is added to a team is told by mail.
ALTER TABLE "Mail"
  DROP CONSTRAINT "Mail_kind_is_known",
  DROP CONSTRAINT "Mail_is_about_something",
  ADD CONSTRAINT "Mail_kind_is_known" CHECK (kind IN ('INVITE', 'SIGN_IN', 'RESET', 'REMINDER', 'TEAM')),
  ADD CONSTRAINT "Mail_is_about_something" CHECK (
    (kind = 'INVITE') = ("inviteId" IS NOT NULL) AND (kind IN ('REMINDER', 'TEAM')) = ("studyId" IS NOT NULL));
