-- The prompt of an item. Not plain SQL, which would be planned anew at each claim.
CREATE OR REPLACE FUNCTION prompt_of(p_study uuid, p_item uuid) RETURNS uuid LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT "promptId" FROM "Item" WHERE "studyId" = p_study AND id = p_item);
END $$;
