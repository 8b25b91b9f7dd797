-- What one slot has to be asked about, as it was written: whoever sends it masks the item's words. With it, how often it was
-- asked and whether an answer was cut. One by one, by key, as slot_contents.
CREATE OR REPLACE FUNCTION model_slot(p_study uuid, p_slot uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object(
      'id', a.id, 'leftIsA', a."leftIsA", 'masks', i.masks,
      'prompt', p.messages, 'responseA', ra.messages, 'responseB', rb.messages,
      'attempts', (SELECT count(*) FROM "ModelCall" c WHERE c."studyId" = p_study AND c."assignmentId" = a.id),
      'wasCut', EXISTS (
        SELECT FROM "ModelCall" c
        WHERE c."studyId" = p_study AND c."assignmentId" = a.id AND c.outcome = 'TRUNCATED'))
    FROM "Assignment" a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = p_study AND a.id = p_slot);
END $$;
