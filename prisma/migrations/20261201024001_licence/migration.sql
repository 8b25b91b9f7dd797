-- Under which terms a set's texts may be given on.
ALTER TABLE "PromptSet" ADD COLUMN "licence" TEXT NOT NULL DEFAULT '';
