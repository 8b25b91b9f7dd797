-- Names of makers, models and systems in what annotators read around the answers: what somebody decided to keep. A
-- decision is about a text as it stood: with another digest it is asked again.
CREATE TABLE "NamedText" (
  "studyId" UUID NOT NULL,
  "place" TEXT NOT NULL,
  "word" TEXT NOT NULL,
  "digest" TEXT NOT NULL,
  "keptById" UUID,
  "keptAt" TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "NamedText_pkey" PRIMARY KEY ("studyId", "place", "word"),
  CONSTRAINT "NamedText_studyId_fkey"
    FOREIGN KEY ("studyId") REFERENCES "Study" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "NamedText_word_is_given" CHECK (btrim(word) <> '' AND place <> '')
);
