-- What is expected, how it is to be counted and when the study is to end, as decided before it opened.
ALTER TABLE "Study" ADD COLUMN "preregistration" JSONB;
