-- What the ledger keeps of a change of mind: which judgment it ended, and when.
CREATE OR REPLACE FUNCTION superseded_content(j "Judgment") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    'SUPERSEDED', 1, j."studyId", j.id, (extract(epoch FROM j."supersededAt") * 1000000)::bigint)::text, 'UTF8'))
$$;
