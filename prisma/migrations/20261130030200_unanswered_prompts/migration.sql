-- Prompts that a compared system has no response to may be left out of a study: the choice, and which they were at opening.
ALTER TABLE "Study" ADD COLUMN     "leaveOutUnanswered" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "unanswered" JSONB;
