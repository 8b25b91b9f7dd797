-- What the monitor counts by, while a study runs. None of these is on the way of a claim; a verdict adds one entry to the
-- first, at the end of its annotator's range.

-- What one annotator did, newest last: paces, last verdicts, medians of the last hundred, one person's pages.
CREATE INDEX "Assignment_done" ON "Assignment" ("studyId", "annotatorId", "doneAt") WHERE "doneAt" IS NOT NULL;

-- Pairs that could not be judged: few among many.
CREATE INDEX "Assignment_set_aside" ON "Assignment" ("studyId", "annotatorId") WHERE flag IS NOT NULL;

-- Items that everybody judges, or whose verdict is known: few among many.
CREATE INDEX "Item_special" ON "Item" ("studyId", kind) WHERE kind <> 'REGULAR' OR shared;

-- Whose response it is, without reading its text: what an item compares is asked for all items at once.
CREATE INDEX "SystemResponse_system_of" ON "SystemResponse" (id) INCLUDE ("systemId");
