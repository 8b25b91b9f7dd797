-- Why nothing may be sent to a provider for somebody: `off` when it is switched off, `forbidden` when they may not use it (any
-- more), NULL when it may be. Who may is said in lib/providers/queries.ts, too. A run that nobody has begun is nobody's.
CREATE OR REPLACE FUNCTION provider_bar(p_provider uuid, p_user uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT CASE
      WHEN p."disabledAt" IS NOT NULL THEN 'off'
      WHEN p_user IS NOT NULL AND NOT EXISTS (
        SELECT FROM "User" u
        WHERE u.id = p_user AND u."disabledAt" IS NULL
          AND (u.role = 'ADMIN' OR (u.role = 'RESEARCHER' AND (
            p.use = 'RESEARCHERS' OR (p.use = 'LISTED' AND EXISTS (
              SELECT FROM "ProviderUser" m WHERE m."providerId" = p.id AND m."userId" = u.id))))))
        THEN 'forbidden' END
    FROM "Provider" p WHERE p.id = p_provider);
END $$;
