-- Which renderer's HTML may be shown: the one of lib/markdown/renderer.ts.
CREATE OR REPLACE FUNCTION renderer() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '1' $$;
