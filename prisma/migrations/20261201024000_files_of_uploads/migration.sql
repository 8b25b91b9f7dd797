-- An upload may have several files, also of several systems.
ALTER TABLE "Upload" ADD COLUMN "files" JSONB NOT NULL DEFAULT '[]';
UPDATE "Upload" SET files = jsonb_build_array(jsonb_build_object(
  'name', filename, 'bytes', bytes, 'sha256', sha256, 'lines', lines, 'format', format, 'note', NULL));
ALTER TABLE "UploadRow" ADD COLUMN "file" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "system" TEXT,
ADD COLUMN "warning" TEXT,
ADD COLUMN "beginning" TEXT;
