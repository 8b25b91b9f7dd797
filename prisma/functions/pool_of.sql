-- Anybody's slots, and each group's own, are a pool: one key for both, so that one index serves them.
CREATE OR REPLACE FUNCTION pool_of(p_group uuid) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_group, '00000000-0000-0000-0000-000000000000'::uuid)
$$;
