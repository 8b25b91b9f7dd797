-- What one slot shows. One by one, by key: over all that are held, the planner would plan anew at each claim, or expect as
-- many as this annotator ever had.
CREATE OR REPLACE FUNCTION slot_contents(p_study uuid, p_slot uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'id', a.id, 'leftIsA', a."leftIsA", 'isPractice', i.kind = 'PRACTICE', 'masks', i.masks,
      'warned', coalesce(p.category = ANY (s."warnedCategories"), false),
      'prompt', p.messages, 'responseA', ra.messages, 'responseB', rb.messages)
    FROM "Assignment" a
    JOIN "Study" s ON s.id = a."studyId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = p_study AND a.id = p_slot);
END $$;
