-- What admins uploaded, and all there was before, is everybody's.
ALTER TABLE "PromptSet" ADD COLUMN "isShared" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "SiteRules" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "researchersUpload" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "SiteRules_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SiteRules_is_one_row" CHECK (id = 1)
);

CREATE INDEX "PromptSet_createdById_idx" ON "PromptSet"("createdById");
