-- Few slots are flagged: without an index the results page would look through all of them for these.
CREATE INDEX "Assignment_flagged" ON "Assignment" ("studyId") WHERE flag IS NOT NULL;
