import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** Prompts of one category that the same systems, and no others, have no response to. */
type Hole = { category: string | null; systems: string[]; prompts: number }

/** A prompt set with its categories; prompts without one are in `prompts` only. */
export type PromptSetChoice = {
  id: string
  name: string
  prompts: number
  categories: { name: string; prompts: number }[]
  /** Prompts that some systems of the set have no response to, counted by category and by which systems. */
  holes: Hole[]
}

/** A system with how many prompts of a set it has answered, in all and by category. */
type SystemChoice = {
  promptSetId: string
  systemId: string
  name: string
  responses: number
  byCategory: Record<string, number>
  /** How many responses it has to the prompt that it has answered most often. */
  samples: number
}

export type DesignChoices = { promptSets: PromptSetChoice[]; systems: SystemChoice[] }

const Row = z.object({
  promptSetId: z.string(),
  systemId: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  responses: z.coerce.number(),
  samples: z.number(),
})

/** What a design can choose from: prompt sets, the newest first, and which systems have answered how much of each. */
export async function readDesignChoices(
  _access: SiteAccess<'studies:create'> | Access<'study:design'>,
): Promise<DesignChoices> {
  const [sets, categories, rows, holes] = await Promise.all([
    db.promptSet.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'desc' } }),
    db.prompt.groupBy({ by: ['promptSetId', 'category'], _count: true, orderBy: { category: 'asc' } }),
    db.$queryRaw`
      SELECT r."promptSetId", r."systemId", y.name, p.category, max(r.sample) + 1 AS samples,
        count(*) FILTER (WHERE r.sample = 0) AS responses
      FROM "SystemResponse" r JOIN "System" y ON y.id = r."systemId" JOIN "Prompt" p ON p.id = r."promptId"
      GROUP BY 1, 2, 3, 4 ORDER BY y.name`,
    readHoles(),
  ])
  return {
    promptSets: sets.map((set) => {
      const mine = categories.filter(({ promptSetId }) => promptSetId === set.id)
      return {
        ...set,
        holes: holes.filter(({ promptSetId }) => promptSetId === set.id),
        prompts: mine.reduce((sum, { _count }) => sum + _count, 0),
        categories: mine.flatMap(({ category, _count }) =>
          category === null ? [] : [{ name: category, prompts: _count }],
        ),
      }
    }),
    systems: toSystems(z.array(Row).parse(rows)),
  }
}

function toSystems(rows: z.output<typeof Row>[]): SystemChoice[] {
  const systems = new Map<string, SystemChoice>()
  for (const { promptSetId, systemId, name, category, responses, samples } of rows) {
    const key = `${promptSetId} ${systemId}`
    const system = systems.get(key) ?? { promptSetId, systemId, name, responses: 0, byCategory: {}, samples }
    system.responses += responses
    system.samples = Math.max(system.samples, samples)
    if (category !== null) system.byCategory[category] = responses
    systems.set(key, system)
  }
  return [...systems.values()]
}

const HoleRow = z.object({
  promptSetId: z.string(),
  category: z.string().nullable(),
  systems: z.array(z.string()),
  prompts: z.number(),
})

/** Looks only where a system has answered some prompts of a set, and not all. */
async function readHoles() {
  const rows = await db.$queryRaw`
    WITH sets AS (SELECT "promptSetId", count(*) AS prompts FROM "Prompt" GROUP BY 1),
    partly AS (
      SELECT r."promptSetId", r."systemId" FROM "SystemResponse" r JOIN sets s USING ("promptSetId")
      WHERE r.sample = 0 GROUP BY 1, 2, s.prompts HAVING count(*) < s.prompts
    ), lacking AS (
      SELECT p."promptSetId", p.id, p.category, array_agg(y."systemId"::text ORDER BY y."systemId") AS systems
      FROM partly y JOIN "Prompt" p ON p."promptSetId" = y."promptSetId"
      WHERE NOT EXISTS (
        SELECT FROM "SystemResponse" r WHERE r."promptId" = p.id AND r."systemId" = y."systemId" AND r.sample = 0)
      GROUP BY 1, 2, 3
    )
    SELECT "promptSetId", category, systems, count(*)::int AS prompts FROM lacking GROUP BY 1, 2, 3`
  return z.array(HoleRow).parse(rows)
}
