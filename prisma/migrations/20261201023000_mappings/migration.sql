-- What the columns of a table mean that no format of ours recognises: with each file, and kept by name to be used again.
ALTER TABLE "Upload" ADD COLUMN "mapping" JSONB;

ALTER TABLE "StudyImport"
  ADD COLUMN "mapping" JSONB,
  ADD COLUMN "pairs" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "promptSetId" UUID;

CREATE TABLE "Mapping" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "mapping" JSONB NOT NULL,
  "createdById" UUID,
  "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Mapping_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Mapping_name_key" ON "Mapping"("name");
