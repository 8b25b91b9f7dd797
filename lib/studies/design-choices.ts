import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** A prompt set with its categories; prompts without one are in `prompts` only. */
export type PromptSetChoice = {
  id: string
  name: string
  prompts: number
  categories: { name: string; prompts: number }[]
}

/** A system with how many prompts of a set it has answered, in all and by category. */
export type SystemChoice = {
  promptSetId: string
  systemId: string
  name: string
  responses: number
  byCategory: Record<string, number>
}

export type DesignChoices = { promptSets: PromptSetChoice[]; systems: SystemChoice[] }

const Row = z.object({
  promptSetId: z.string(),
  systemId: z.string(),
  name: z.string(),
  category: z.string().nullable(),
  responses: z.coerce.number(),
})

/** What a design can choose from: prompt sets, the newest first, and which systems have answered how much of each. */
export async function readDesignChoices(
  _access: SiteAccess<'studies:create'> | Access<'study:design'>,
): Promise<DesignChoices> {
  const [sets, categories, rows] = await Promise.all([
    db.promptSet.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'desc' } }),
    db.prompt.groupBy({ by: ['promptSetId', 'category'], _count: true, orderBy: { category: 'asc' } }),
    db.$queryRaw`
      SELECT r."promptSetId", r."systemId", y.name, p.category, count(*) AS responses
      FROM "SystemResponse" r JOIN "System" y ON y.id = r."systemId" JOIN "Prompt" p ON p.id = r."promptId"
      WHERE r.sample = 0 GROUP BY 1, 2, 3, 4 ORDER BY y.name`,
  ])
  return {
    promptSets: sets.map((set) => {
      const mine = categories.filter(({ promptSetId }) => promptSetId === set.id)
      return {
        ...set,
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
  for (const { promptSetId, systemId, name, category, responses } of rows) {
    const key = `${promptSetId} ${systemId}`
    const system = systems.get(key) ?? { promptSetId, systemId, name, responses: 0, byCategory: {} }
    system.responses += responses
    if (category !== null) system.byCategory[category] = responses
    systems.set(key, system)
  }
  return [...systems.values()]
}
