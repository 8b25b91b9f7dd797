-- Rendered texts are handed out as they stand and never looked into: json keeps their text, which jsonb writes anew each time.
ALTER TABLE "Prompt" ALTER COLUMN html TYPE json;
ALTER TABLE "SystemResponse" ALTER COLUMN html TYPE json;
ALTER TABLE "Item" ALTER COLUMN html TYPE json;
