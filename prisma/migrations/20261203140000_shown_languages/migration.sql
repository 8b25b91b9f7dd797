-- In which language an annotator saw the desk, from when on: a row where it is another than before.
CREATE TABLE "ShownLanguage" (
    "studyId" UUID NOT NULL,
    "annotatorId" UUID NOT NULL,
    "since" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
    "language" TEXT NOT NULL,

    CONSTRAINT "ShownLanguage_pkey" PRIMARY KEY ("studyId", "annotatorId", "since")
);
ALTER TABLE "ShownLanguage" ADD CONSTRAINT "ShownLanguage_studyId_annotatorId_fkey" FOREIGN KEY ("studyId", "annotatorId") REFERENCES "Annotator"("studyId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
