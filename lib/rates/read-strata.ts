import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { CountingRule } from './counting-rule'
import { LEFT_OUT_REASONS, type LeftOut } from './left-out'
import { addPrompt, POOLED, type Strata, type Stratum, slicesOf, stratumOf } from './strata'
import { strataStatement } from './strata-statement'

const Shapes = z.array(
  z.object({
    /** Its number in LEFT_OUT_REASONS. */
    reason: z.number().nullable(),
    /** Null: all groups of people together. */
    group: z.string().nullable(),
    first: z.string().nullable(),
    second: z.string().nullable(),
    category: z.string().nullable(),
    tags: z.array(z.string()).nullable(),
    n: z.number(),
    w: z.number(),
    l: z.number(),
    prompts: z.number(),
    simulated: z.number(),
    asA: z.number(),
  }),
)
type Shape = z.infer<typeof Shapes>[number]

/**
 * Counts a study's judgments in the database: outcomes by group, pair of systems and slice, the sums that clustered
 * intervals need, and what is left out. What comes back are prompts alike, with their number: how many had
 * n verdicts, w wins and l losses. Groups and systems are named by their ids.
 *
 * @param rule which judgment of an item counts
 * @param criterion its id
 */
export async function readStrata(studyId: string, rule: CountingRule, criterion: string): Promise<Strata> {
  const { people, asked, every } = await db.$transaction(async (tx) => {
    // All of this is hashing; the planner cannot see how few rows the last step has, and would sort for it.
    await tx.$executeRaw`SET LOCAL work_mem = '128MB'`
    await tx.$executeRaw`SET LOCAL enable_sort = off`
    await tx.$executeRaw`SET LOCAL parallel_tuple_cost = 0.001`
    const people = await tx.annotatorGroup.findMany({ where: { studyId, kind: 'HUMAN' }, select: { id: true } })
    const read = async (of: { rule: CountingRule; counted?: CountingRule; pooled?: boolean }) =>
      Shapes.parse(await tx.$queryRaw(strataStatement(studyId, of.rule, criterion, of)))
    const asked = await read({ rule, pooled: people.length > 1 })
    return { people, asked, every: rule === 'all' ? asked : await read({ rule: 'all', counted: rule }) }
  })
  const [strata, pooled] = [new Map<string, Stratum>(), new Map<string, Stratum>()]
  for (const shape of asked) if (shape.reason === null) addShape(shape.group === null ? pooled : strata, shape)
  const judged = new Set([...strata.values()].map(({ group }) => group))
  const severalJudged = people.filter(({ id }) => judged.has(id)).length > 1
  return { strata: [...strata.values()], pooled: severalJudged ? [...pooled.values()] : [], ...account(every) }
}

function addShape(strata: Map<string, Stratum>, shape: Shape): void {
  const { group, first, second, category, tags, n, w, l, prompts, simulated, asA } = shape
  const counted = { wins: w, ties: n - w - l, losses: l, simulated, asA }
  for (const slice of slicesOf(category, tags ?? []))
    addPrompt(stratumOf(strata, group ?? POOLED, first ?? '', second ?? '', slice), counted, prompts)
}

function account(shapes: readonly Shape[]): Pick<Strata, 'recorded' | 'used' | 'leftOut'> {
  const leftOut: Record<string, number> = {}
  let [recorded, used] = [0, 0]
  for (const { group, reason, n, prompts } of shapes) {
    if (group === null) continue
    recorded += n * prompts
    if (reason === null) used += n * prompts
    else {
      const name = LEFT_OUT_REASONS[reason] as LeftOut
      leftOut[name] = (leftOut[name] ?? 0) + n * prompts
    }
  }
  return { recorded, used, leftOut }
}
