-- What people make can be put away: what is archived stands at the end of its list and is offered no more.
ALTER TABLE "PromptSet" ADD COLUMN "archivedAt" TIMESTAMPTZ;
ALTER TABLE "System" ADD COLUMN "archivedAt" TIMESTAMPTZ;
ALTER TABLE "Snapshot" ADD COLUMN "archivedAt" TIMESTAMPTZ;
-- By which whoever made a link tells it from others.
ALTER TABLE "Invite" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
