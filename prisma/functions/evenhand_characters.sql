-- Characters of a response, counted once: length effects and exports would otherwise read every text.
CREATE OR REPLACE FUNCTION evenhand_characters(messages jsonb) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum(char_length(message ->> 'content')), 0)::integer
  FROM jsonb_array_elements(messages) AS message
  WHERE message ->> 'role' = 'assistant'
$$;
