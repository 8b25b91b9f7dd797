-- Characters of a response, counted once: length effects and exports would otherwise read every text.
CREATE FUNCTION evenhand_characters(messages jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum(char_length(message ->> 'content')), 0)::integer
  FROM jsonb_array_elements(messages) AS message
  WHERE message ->> 'role' = 'assistant'
$$;

ALTER TABLE "SystemResponse" ADD COLUMN "characters" INTEGER GENERATED ALWAYS AS (evenhand_characters("messages")) STORED;

-- Every look at the results of a study that was not closed.
CREATE TABLE "Look" (
  "studyId" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "actorId" UUID NOT NULL,
  "at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "until" TIMESTAMPTZ NOT NULL,
  "reason" TEXT NOT NULL,
  "judgments" INTEGER NOT NULL,
  CONSTRAINT "Look_pkey" PRIMARY KEY ("studyId", "id"),
  CONSTRAINT "Look_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Look_reason_given" CHECK (length(trim("reason")) >= 10)
);
CREATE INDEX "Look_studyId_actorId_until_idx" ON "Look"("studyId", "actorId", "until");

-- What takes long is computed once for each state of a study's data.
CREATE TABLE "AnalysisRun" (
  "studyId" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER NOT NULL DEFAULT 0,
  "result" JSONB,
  "problem" TEXT,
  "startedAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "beatAt" TIMESTAMPTZ NOT NULL DEFAULT now(),
  CONSTRAINT "AnalysisRun_pkey" PRIMARY KEY ("studyId", "kind", "version"),
  CONSTRAINT "AnalysisRun_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Numbers as they stood, with the hash of the data they are of.
CREATE TABLE "Snapshot" (
  "studyId" UUID NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "actorId" UUID,
  "at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "note" TEXT NOT NULL,
  "version" TEXT NOT NULL,
  "dataHash" TEXT NOT NULL,
  "rule" TEXT NOT NULL,
  "criterion" INTEGER NOT NULL DEFAULT 0,
  "numbers" JSONB NOT NULL,
  CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("studyId", "id"),
  CONSTRAINT "Snapshot_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
