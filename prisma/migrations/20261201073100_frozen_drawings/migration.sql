-- The drawings of a snapshot's figures, as they stood: JSON, gzipped. Earlier snapshots have their numbers alone.
ALTER TABLE "Snapshot" ADD COLUMN "drawings" BYTEA;
