-- Turns of a response that can be graded, counted once: designs and submissions would otherwise read every text.
ALTER TABLE "SystemResponse" ADD COLUMN "turns" INTEGER GENERATED ALWAYS AS
  (jsonb_array_length(jsonb_path_query_array("messages", '$[*] ? (@.role == "assistant")'))) STORED;
