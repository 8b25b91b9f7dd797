-- What one slot shows. One by one, by key: over all that are held, the planner would plan anew at each claim, or expect as
-- many as this annotator ever had. A text is an array of HTML, a message each, where it was rendered beforehand, else of
-- its messages; where words of the item are masked, its own. As json, whose text is passed on as it stands.
CREATE OR REPLACE FUNCTION slot_contents(p_study uuid, p_slot uuid) RETURNS json LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT json_build_object(
      'id', a.id, 'leftIsA', a."leftIsA", 'isPractice', i.kind = 'PRACTICE', 'masks', i.masks,
      'warned', coalesce(p.category = ANY (s."warnedCategories"), false),
      'prompt', CASE WHEN i.renderer = renderer() THEN i.html -> 'prompt'
                     WHEN i.masks = '{}' AND p.renderer = renderer() THEN p.html ELSE p.messages::json END,
      'responseA', CASE WHEN i.renderer = renderer() THEN i.html -> 'responseA'
                        WHEN i.masks = '{}' AND ra.renderer = renderer() THEN ra.html ELSE ra.messages::json END,
      'responseB', CASE WHEN i.renderer = renderer() THEN i.html -> 'responseB'
                        WHEN i.masks = '{}' AND rb.renderer = renderer() THEN rb.html ELSE rb.messages::json END)
    FROM "Assignment" a
    JOIN "Study" s ON s.id = a."studyId"
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = p_study AND a.id = p_slot);
END $$;
