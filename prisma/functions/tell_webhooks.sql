-- Writes a message for each webhook that is told of such an event, in the caller's transaction: the outbox of decision 86. Who
-- may not see a study is told nothing of it; of what belongs to no study admins are. Rehearsals and studies made elsewhere
-- are nobody's news.
CREATE OR REPLACE FUNCTION tell_webhooks(p_type text, p_study uuid, p_data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "WebhookDelivery" (id, "webhookId", "studyId", type, data)
  SELECT gen_random_uuid(), w.id, p_study, p_type, p_data
  FROM "Webhook" w
  JOIN "User" u ON u.id = w."userId" AND u."disabledAt" IS NULL
  LEFT JOIN "Study" s ON s.id = p_study
  WHERE w."disabledAt" IS NULL AND p_type = ANY (w.events)
    AND (cardinality(w."studyIds") = 0 OR p_study = ANY (w."studyIds"))
    AND (p_study IS NULL OR s.origin = 'COLLECTED')
    AND (u.role = 'ADMIN' OR u.role = 'RESEARCHER' AND EXISTS (
      SELECT FROM "StudyMember" m WHERE m."studyId" = p_study AND m."userId" = u.id AND m.role <> 'VIEWER'));
END $$;
