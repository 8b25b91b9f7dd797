-- Fields of an uploaded file that were not read, with how much they hold: decided on before the import.
ALTER TABLE "Upload" ADD COLUMN     "unread" JSONB;
