-- What the ledger keeps of what somebody set aside: who could not judge which item, why, and when.
CREATE OR REPLACE FUNCTION set_aside_content(a "Assignment") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    'SET_ASIDE', 1, a."studyId", a.id, a."annotatorId", a."itemId", a.flag, (extract(epoch FROM a."doneAt") * 1000000)::bigint
  )::text, 'UTF8'))
$$;
