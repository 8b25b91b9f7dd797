-- Prompts that name a maker, a model or a system of the study: which words were found, and what was decided about each.
CREATE TABLE "NamedPrompt" (
  "studyId" UUID NOT NULL,
  "promptId" UUID NOT NULL,
  "word" TEXT NOT NULL,
  "kind" "NameKind" NOT NULL,
  "decision" "NameDecision",
  "decidedById" UUID,
  "decidedAt" TIMESTAMPTZ,
  CONSTRAINT "NamedPrompt_pkey" PRIMARY KEY ("studyId", "promptId", "word"),
  CONSTRAINT "NamedPrompt_studyId_fkey"
    FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "NamedPrompt_promptId_fkey"
    FOREIGN KEY ("promptId") REFERENCES "Prompt" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "NamedPrompt_word_is_given" CHECK (btrim(word) <> ''),
  CONSTRAINT "NamedPrompt_decision_is_dated" CHECK ((decision IS NULL) = ("decidedAt" IS NULL))
);
CREATE INDEX "NamedPrompt_promptId_idx" ON "NamedPrompt" ("promptId");
