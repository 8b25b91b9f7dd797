-- Jobs are kept by pg-boss: what its own tables cannot say is who works at one, and how far it is.
CREATE TABLE "JobRun" (
    "id" UUID NOT NULL,
    "worker" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "JobRun_pkey" PRIMARY KEY ("id")
);

-- What they replace. A rehearsal that was under way can go on.
DROP TABLE "Opening";
ALTER TABLE "Rehearsal" DROP COLUMN "beatAt", DROP COLUMN "runId";
