import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { visibleSets } from '@/lib/prompts/visible-sets'

/** A response that is not there: the system's to a prompt, counted from 0. */
type Lacking = { systemId: string; sample: number }

/** Prompts of one category that lack the same responses, and no others that other prompts have. */
type Hole = { category: string | null; lacking: Lacking[]; prompts: number }

/** What a system has answered of a set: how many responses it has to a prompt at most, of how many turns on average. */
export type Answered = { name: string; samples: number; turns: number }

/** A prompt set with its categories; prompts without one are in `prompts` only. */
export type PromptSetChoice = {
  id: string
  name: string
  prompts: number
  categories: { name: string; prompts: number }[]
  /** By system, of those that have answered any of its prompts. */
  answered: Record<string, Answered>
  /** Prompts that lack responses, counted by category and by which responses. */
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
  all: z.coerce.number(),
  turns: z.coerce.number(),
  isOffered: z.boolean(),
})

/** No study has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What a design can choose from: prompt sets, the newest first, and which systems have answered how much of each. */
export async function readDesignChoices(
  access: SiteAccess<'studies:create'> | Access<'study:design'>,
): Promise<DesignChoices> {
  // What was put away is offered no more, but to a study that has it already.
  const studyId = 'studyId' in access ? access.studyId : NOBODY
  const [sets, categories, rows, holes] = await Promise.all([
    db.promptSet.findMany({
      where: {
        AND: [{ OR: [{ archivedAt: null }, { studies: { some: { id: studyId } } }] }, visibleSets(access.actor)],
      },
      select: { id: true, name: true },
      orderBy: { createdAt: 'desc' },
    }),
    db.prompt.groupBy({ by: ['promptSetId', 'category'], _count: true, orderBy: { category: 'asc' } }),
    db.$queryRaw`
      SELECT r."promptSetId", r."systemId", y.name, p.category, max(r.sample) + 1 AS samples,
        y."archivedAt" IS NULL OR EXISTS (
          SELECT FROM "StudySystem" u WHERE u."systemId" = y.id AND u."studyId" = ${studyId}::uuid) AS "isOffered",
        count(*) FILTER (WHERE r.sample = 0) AS responses, count(*) AS all, sum(r.turns) AS turns
      FROM "SystemResponse" r JOIN "System" y ON y.id = r."systemId" JOIN "Prompt" p ON p.id = r."promptId"
      GROUP BY r."promptSetId", y.id, r."systemId", p.category ORDER BY y.name`,
    readHoles(),
  ])
  const offered = new Set(sets.map(({ id }) => id))
  const found = z
    .array(Row)
    .parse(rows)
    .filter(({ promptSetId }) => offered.has(promptSetId))
  return {
    promptSets: sets.map((set) => {
      const mine = categories.filter(({ promptSetId }) => promptSetId === set.id)
      return {
        ...set,
        answered: toAnswered(found.filter(({ promptSetId }) => promptSetId === set.id)),
        holes: holes.filter(({ promptSetId }) => promptSetId === set.id),
        prompts: mine.reduce((sum, { _count }) => sum + _count, 0),
        categories: mine.flatMap(({ category, _count }) =>
          category === null ? [] : [{ name: category, prompts: _count }],
        ),
      }
    }),
    systems: toSystems(found.filter(({ isOffered }) => isOffered)),
  }
}

function toAnswered(rows: z.output<typeof Row>[]): Record<string, Answered> {
  return Object.fromEntries(
    [...new Set(rows.map(({ systemId }) => systemId))].map((id) => {
      const mine = rows.filter(({ systemId }) => systemId === id)
      const sum = (of: 'all' | 'turns') => mine.reduce((total, row) => total + row[of], 0)
      const samples = Math.max(...mine.map((row) => row.samples))
      return [id, { name: mine[0]?.name ?? '', samples, turns: sum('turns') / sum('all') }]
    }),
  )
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
  lacking: z.array(z.object({ systemId: z.string(), sample: z.number() })),
  prompts: z.number(),
})

/** Looks only where some prompts of a set have a system's response of a number, and not all. */
async function readHoles() {
  const rows = await db.$queryRaw`
    WITH sets AS (SELECT "promptSetId", count(*) AS prompts FROM "Prompt" GROUP BY 1),
    partly AS (
      SELECT r."promptSetId", r."systemId", r.sample FROM "SystemResponse" r JOIN sets s USING ("promptSetId")
      GROUP BY 1, 2, 3, s.prompts HAVING count(*) < s.prompts
    ), lacking AS (
      SELECT p."promptSetId", p.id, p.category,
             jsonb_agg(jsonb_build_object('systemId', y."systemId", 'sample', y.sample)
                       ORDER BY y."systemId", y.sample) AS lacking
      FROM partly y JOIN "Prompt" p ON p."promptSetId" = y."promptSetId"
      WHERE NOT EXISTS (
        SELECT FROM "SystemResponse" r
        WHERE r."promptId" = p.id AND r."systemId" = y."systemId" AND r.sample = y.sample)
      GROUP BY 1, 2, 3
    )
    SELECT "promptSetId", category, lacking, count(*)::int AS prompts FROM lacking GROUP BY 1, 2, 3`
  return z.array(HoleRow).parse(rows)
}
