-- How many turns of a slot's response are graded: those of the assistant.
CREATE OR REPLACE FUNCTION turns_of(p_study uuid, p_assignment uuid) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT r.turns
  FROM "Assignment" a
  JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
  JOIN "SystemResponse" r ON r.id = i."responseAId"
  WHERE a."studyId" = p_study AND a.id = p_assignment
$$;
