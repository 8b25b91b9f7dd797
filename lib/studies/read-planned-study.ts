import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { itemsOf } from '@/lib/designs/item-plan'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import { optionsOf } from '@/lib/designs/options-of'
import { NamedPreregistration, type Preregistration, renameSystems } from '@/lib/designs/preregistration'
import type { StudyInput } from '@/lib/designs/schema'
import { systemsOfDesign } from '@/lib/designs/systems-of-design'
import { AppError } from '@/lib/errors'
import type { PlannedStudy } from './preregistration-markdown'

/** What a frozen protocol says that a plan is told with. */
const Frozen = z.object({
  title: z.string(),
  protocol: z.enum(['COMPARISON', 'RATING']).default('COMPARISON'),
  criteria: z.array(z.object({ question: z.string(), options: z.array(z.object({ label: z.string() })) })),
  comparisons: z.object({ pairs: z.array(z.object({ a: z.string(), b: z.string() })) }).optional(),
  rated: z.object({ systems: z.array(z.string()) }).optional(),
  prompts: z.object({ set: z.string(), count: z.number() }),
  items: z.number(),
  slots: z.number(),
  groups: z.array(z.object({ name: z.string(), overlap: z.number() })),
  overlap: z.number(),
  sharedItems: z.number(),
  repeatShare: z.number(),
  looks: z.enum(['CLOSING', 'ANYTIME']),
  seed: z.number(),
  preregistration: NamedPreregistration,
})

/**
 * A study's plan with what stands beside it in its design: as opening froze it, or as the draft has it now.
 *
 * @throws AppError `not_found` where nothing was pre-registered
 */
export async function readPlannedStudy({ studyId }: Access<'study:design'>): Promise<PlannedStudy> {
  const { protocolText, protocolHash, openedAt } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { protocolText: true, protocolHash: true, openedAt: true },
  })
  if (protocolText === null || protocolHash === null || openedAt === null) return describeDraft(studyId)
  const frozen = Frozen.safeParse(JSON.parse(protocolText))
  if (!frozen.success) throw none()
  const { criteria, comparisons, rated, prompts, preregistration, ...rest } = frozen.data
  return {
    ...rest,
    frozen: { hash: protocolHash, at: openedAt },
    plan: preregistration,
    questions: criteria.map(({ question, options }) => ({ question, options: options.map(({ label }) => label) })),
    systems: [...new Set(rated?.systems ?? comparisons?.pairs.flatMap(({ a, b }) => [a, b]) ?? [])],
    ...{ promptSet: prompts.set, prompts: prompts.count },
  }
}

async function describeDraft(studyId: string): Promise<PlannedStudy> {
  const design = await loadDesign(db, studyId)
  if (!design.preregistration) throw none()
  const ids = systemsOfDesign(design)
  const [names, set, prompts] = await Promise.all([
    db.system.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
    db.promptSet.findUniqueOrThrow({ where: { id: design.promptSetId }, select: { name: true } }),
    loadPrompts(db, design),
  ])
  const nameOf = (id: string) => names.find((system) => system.id === id)?.name ?? ''
  const { title, protocol, groups, overlap, sharedItems, repeatShare, looks, seed } = design
  return {
    ...{ title, protocol, groups, overlap, sharedItems, repeatShare, looks, seed, frozen: null },
    plan: renameSystems(design.preregistration, nameOf),
    questions: design.criteria.map(questionOf),
    systems: ids.map(nameOf),
    ...{ promptSet: set.name, prompts: prompts.length, items: itemsOf(design, prompts).length, slots: null },
  }
}

function questionOf(criterion: StudyInput['criteria'][number]): PlannedStudy['questions'][number] {
  return { question: criterion.question, options: optionsOf(criterion).map(({ label }) => label) }
}

function none(): AppError {
  return new AppError('not_found', { message: 'This study was not pre-registered: its design has no plan.' })
}

/** The plan that opening froze, with systems by the names they had then; null where there is none. */
export async function readFrozenPlan(studyId: string): Promise<Preregistration | null> {
  const rows = await db.$queryRaw`
    SELECT "protocolText"::json -> 'preregistration' AS plan FROM "Study" WHERE id = ${studyId}::uuid`
  const [row] = z.array(z.object({ plan: NamedPreregistration.nullable() })).parse(rows)
  return row?.plan ?? null
}
