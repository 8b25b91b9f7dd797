import { Prisma } from '@/lib/db/generated/client'

type Target = { id: string; kind: 'PROMPTS' | 'RESPONSES'; name: string; promptSetId: string | null }

/**
 * An upload's rows beside what the database holds now, as a subquery. `state` is the row's problem; `present` when the
 * very same is there already, `differs` when something else is; null when the row is new and fine.
 */
export function checkedRows({ id, kind, name, promptSetId }: Target): Prisma.Sql {
  const there =
    kind === 'PROMPTS'
      ? // Prompts without ids are known by their text.
        Prisma.sql`LEFT JOIN LATERAL (
          SELECT p.digest FROM "Prompt" p WHERE p."promptSetId" = ${promptSetId}::uuid
            AND CASE WHEN r."externalId" IS NULL THEN p.digest = r.digest ELSE p."externalId" = r."externalId" END LIMIT 1
        ) there ON true`
      : Prisma.sql`LEFT JOIN "SystemResponse" there ON there."promptId" = r."promptId" AND there.sample = r.sample
          AND there."systemId" = (SELECT s.id FROM "System" s WHERE s.name = coalesce(r.system, ${name}))`
  return Prisma.sql`(
    SELECT r.*, CASE WHEN r.problem IS NOT NULL AND r.problem <> 'empty_response' THEN r.problem
                     WHEN there.digest IS NULL THEN r.problem
                     WHEN there.digest = r.digest THEN 'present'
                     ELSE 'differs' END AS state
    FROM "UploadRow" r ${there} WHERE r."uploadId" = ${id}::uuid)`
}
