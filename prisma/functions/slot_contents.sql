-- What one slot shows. One by one, by key: over all that are held, the planner would plan anew at each claim, or expect as
-- many as this annotator ever had. A text is an array of HTML, a message each, where it was rendered beforehand, else of
-- its messages; where words of the item are masked, its own.
CREATE OR REPLACE FUNCTION slot_contents(p_study uuid, p_slot uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT jsonb_build_object(
      'id', a.id, 'leftIsA', a."leftIsA", 'isPractice', i.kind = 'PRACTICE', 'masks', i.masks,
      'warned', coalesce(p.category = ANY (s."warnedCategories"), false))
      || CASE
        WHEN i.masks = '{}' THEN jsonb_build_object(
          'prompt', CASE WHEN p.renderer = renderer() THEN p.html ELSE p.messages END,
          'responseA', CASE WHEN ra.renderer = renderer() THEN ra.html ELSE ra.messages END,
          'responseB', CASE WHEN rb.renderer = renderer() THEN rb.html ELSE rb.messages END)
        WHEN i.renderer = renderer() THEN i.html
        ELSE jsonb_build_object('prompt', p.messages, 'responseA', ra.messages, 'responseB', rb.messages)
      END
    FROM "Assignment" a
    JOIN "Study" s ON s.id = a."studyId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = p_study AND a.id = p_slot);
END $$;
