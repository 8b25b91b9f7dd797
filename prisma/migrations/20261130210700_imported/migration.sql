-- Studies that were finished elsewhere.
ALTER TYPE "Origin" ADD VALUE 'IMPORTED';

ALTER TABLE "SystemResponse" ADD COLUMN "absent" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Annotator" ADD COLUMN "importedAs" TEXT;
ALTER TABLE "Annotator"
  DROP CONSTRAINT "Annotator_is_one_of_person_llm_simulation",
  ADD CONSTRAINT "Annotator_is_one_of_person_llm_simulation_import"
    CHECK (num_nonnulls("userId", llm, "importedAs") + simulated::int = 1);

ALTER TABLE "Assignment" ADD COLUMN "occurrence" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Assignment" ALTER COLUMN "leftIsA" DROP NOT NULL;
-- What was handed out here has a side, and nobody judges an item twice unless a repeat was planned; of imported judgments,
-- which nobody ever held, neither is known beforehand.
ALTER TABLE "Assignment"
  ADD CONSTRAINT "Assignment_side_is_known_unless_imported"
    CHECK ("leftIsA" IS NOT NULL OR ("leasedAt" IS NULL AND "doneAt" IS NOT NULL)),
  ADD CONSTRAINT "Assignment_occurs_once_unless_imported"
    CHECK (occurrence = 0 OR (occurrence > 0 AND "leasedAt" IS NULL AND "doneAt" IS NOT NULL));
DROP INDEX "Assignment_one_per_item_and_annotator";
CREATE UNIQUE INDEX "Assignment_one_per_item_and_annotator"
  ON "Assignment" ("studyId", "annotatorId", "itemId", repeat, occurrence) WHERE "annotatorId" IS NOT NULL;

ALTER TABLE "Judgment" ADD COLUMN "raw" TEXT;

CREATE TABLE "StudyImport" (
    "id" UUID NOT NULL,
    "status" "UploadStatus" NOT NULL DEFAULT 'STAGED',
    "format" TEXT NOT NULL,
    "files" JSONB NOT NULL DEFAULT '[]',
    "studyId" UUID,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StudyImport_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ImportRow" (
    "id" BIGSERIAL NOT NULL,
    "importId" UUID NOT NULL,
    "file" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "promptId" TEXT,
    "prompt" JSONB,
    "promptDigest" TEXT,
    "category" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "systemA" TEXT,
    "systemB" TEXT,
    "responseA" JSONB,
    "digestA" TEXT,
    "responseB" JSONB,
    "digestB" TEXT,
    "leftIsA" BOOLEAN,
    "annotator" TEXT,
    "group" TEXT,
    "kind" "GroupKind",
    "judgedAt" TIMESTAMPTZ,
    "elapsedMs" INTEGER,
    "rationale" TEXT,
    "answers" JSONB,
    "problem" TEXT,
    "detail" TEXT,

    CONSTRAINT "ImportRow_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ImportRow_importId_id_idx" ON "ImportRow"("importId", "id");
ALTER TABLE "ImportRow" ADD CONSTRAINT "ImportRow_importId_fkey" FOREIGN KEY ("importId") REFERENCES "StudyImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ImportRow" ALTER COLUMN tags SET NOT NULL;
