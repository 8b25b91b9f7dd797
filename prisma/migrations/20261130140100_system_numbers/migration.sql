-- What is known of a system beside its name.
ALTER TABLE "System"
  ADD COLUMN "family" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD CONSTRAINT "System_attributes_by_name" CHECK (jsonb_typeof("attributes") = 'object');
