-- Reports over one or several studies, frozen as they were made.
CREATE TABLE "Report" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "content" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "pdf" BYTEA NOT NULL,
    "pdfHash" TEXT NOT NULL,

    CONSTRAINT "Report_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ReportStudy" (
    "reportId" UUID NOT NULL,
    "studyId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ReportStudy_pkey" PRIMARY KEY ("reportId", "studyId")
);

CREATE INDEX "ReportStudy_studyId_idx" ON "ReportStudy"("studyId");

ALTER TABLE "ReportStudy"
  ADD CONSTRAINT "ReportStudy_reportId_fkey" FOREIGN KEY ("reportId") REFERENCES "Report"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  ADD CONSTRAINT "ReportStudy_studyId_fkey" FOREIGN KEY ("studyId") REFERENCES "Study"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE FUNCTION report_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A report stays as it was made: make another' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "Report_is_frozen" BEFORE UPDATE ON "Report" FOR EACH ROW EXECUTE FUNCTION report_is_frozen();
