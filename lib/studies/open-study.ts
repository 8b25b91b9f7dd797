import 'server-only'
import type { PoolClient } from 'pg'
import { copySlots, keptRow, poolRows } from '@/lib/assignments/copy-slots'
import { FIRST_KEPT_SLOT, planKept } from '@/lib/assignments/plan-kept'
import { countSlots, type PlannedSlot, type Pool, planSlots } from '@/lib/assignments/plan-slots'
import { loadGroups, poolsOf, workloadOf } from '@/lib/assignments/study-pools'
import { auditInsert } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { OPEN_KEPT } from '@/lib/counts/slots'
import { analyzeWritten } from '@/lib/db/analyze-written'
import { db, inTransaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { countItemsExcluded, itemsOf } from '@/lib/designs/item-plan'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import { protocolText, sha256 } from '@/lib/designs/protocol'
import type { StudyInput } from '@/lib/designs/schema'
import { systemsOfDesign, systemsShown } from '@/lib/designs/systems-of-design'
import { MOST_ANSWERS } from '@/lib/engine/schema'
import { AppError } from '@/lib/errors'
import { type AnsweredItem, findResponses } from '@/lib/items/find-responses'
import { describeMissing } from '@/lib/items/missing-responses'
import { describeTooManyTurns } from '@/lib/items/too-many-turns'
import { findUnanswered, type Unanswered } from '@/lib/items/unanswered'
import { writeItems } from '@/lib/items/write-items'
import { ModelGroupInput } from '@/lib/models/design'
import { lookThrough } from '@/lib/names/look-through'
import { nameDecided } from '@/lib/names/name-decided'
import { countOpenNames } from '@/lib/names/queries'
import { countOpenInTexts } from '@/lib/names/read-texts'
import type { PlannedItem } from '@/lib/protocols/planned-item'
import { protocolOf } from '@/lib/protocols/protocol-of'
import { describeModelProblem, modelRows, type NewModel, writeModels } from './model-annotators'

/** Hears how many of the items and slots are written; what it throws ends the opening, and nothing is. */
export type TellOpening = (written: number, total: number) => void

/**
 * Opens a draft: freezes the design as a hashed protocol and writes all items and slots, or nothing.
 * @throws AppError `study_frozen` when it is no draft any more; `study_incomplete` naming what is missing
 */
export async function openStudy(
  access: Access<'study:run'>,
  tell: TellOpening = () => undefined,
): Promise<{ items: number; slots: number }> {
  const { actor, studyId } = access
  await lookThrough(access)
  return inTransaction(async (client) => {
    // The row stays locked to the end: an edit, an enrolment or another opening that races this one comes second.
    const { rowCount } = await client.query(FREEZE, [studyId])
    if (rowCount === 0) throw new AppError('study_frozen')
    const design = await loadDesign(db, studyId)
    const unaskable = await describeModelProblem(
      actor,
      design.models.flatMap(({ models }) => models),
    )
    if (unaskable) await refuse(unaskable)
    const plan = await planStudy(studyId, design)
    const answered = await findResponses(client, plan.items)
    if (answered.length < plan.items.length) await refuse(await describeMissing(plan.items))
    const tooLong = await describeTooManyTurns(client, design, answered, MOST_ANSWERS)
    if (tooLong) await refuse(tooLong)
    const slots = await writePlan(client, studyId, plan, answered, tell)
    const unanswered = design.leaveOutUnanswered ? await findUnanswered(design) : []
    const text = await describeProtocol(plan, { answered, unanswered, slots })
    await client.query(`UPDATE "Study" SET "protocolText" = $2, "protocolHash" = $3, unanswered = $4 WHERE id = $1`, [
      studyId,
      text,
      sha256(text),
      JSON.stringify(unanswered),
    ])
    const names = {
      itemsLeftOut: plan.itemsLeftOut,
      undecided: await countOpenNames(access),
      undecidedInTexts: await countOpenInTexts(access),
    }
    const detail = {
      ...{ items: plan.items.length, slots, seed: design.seed, protocol: sha256(text), names },
      promptsLeftOut: unanswered.length,
    }
    await client.query(...auditInsert(actor, { action: 'study.open', studyId, subject: design.title, detail }))
    return { items: plan.items.length, slots }
  })
}

const FREEZE = `UPDATE "Study" SET status = 'OPEN', "openedAt" = now() WHERE id = $1 AND status = 'DRAFT'`

async function refuse(why: string | null): Promise<never> {
  throw new AppError('study_incomplete', { message: `The study cannot open yet: ${why ?? 'it changed. Try again.'}` })
}

type StudyPlan = {
  items: PlannedItem[]
  /** Items that were not planned because a response of theirs is excluded. */
  itemsLeftOut: number
  pools: (Pool & { groupId: string | null })[]
  rounds: () => Generator<PlannedSlot[]>
  prompts: Awaited<ReturnType<typeof loadPrompts>>
  design: StudyInput
}

/** All that opening writes, from the design and its seed alone. */
async function planStudy(studyId: string, design: StudyInput): Promise<StudyPlan> {
  const { seed, repeatShare } = design
  const prompts = await loadPrompts(db, design)
  if (prompts.length === 0)
    await refuse(design.leaveOutUnanswered ? noneAnswered(design) : 'no prompt of the set is selected.')
  const items = itemsOf(design, prompts)
  const itemsLeftOut = countItemsExcluded(design, prompts)
  if (items.length === 0) await refuse('every item has a response that is excluded for the names in it.')
  const pools = poolsOf(design, await loadGroups(db, studyId))
  const regular = items.filter(({ kind }) => kind === 'REGULAR')
  return {
    items,
    itemsLeftOut,
    pools,
    prompts,
    design,
    rounds: () => planSlots({ protocol: protocolOf(design.protocol), seed, items: regular, pools, repeatShare }),
  }
}

function noneAnswered({ protocol }: StudyInput): string {
  return `no prompt of the set has a response of every ${protocol === 'RATING' ? 'rated' : 'compared'} system.`
}

/** Writes items, then their slots. @returns how many slots were written, repeats included */
async function writePlan(
  client: PoolClient,
  studyId: string,
  plan: StudyPlan,
  answered: readonly AnsweredItem[],
  report: TellOpening,
): Promise<number> {
  const { items, pools, design } = plan
  const regular = items.filter(({ kind }) => kind === 'REGULAR')
  const inPools = countSlots({ items: regular, pools, repeatShare: design.repeatShare })
  const tell = (rows: number) => report(rows, Math.max(rows, items.length + inPools))
  const ids = await writeItems(client, studyId, answered, 0, tell)
  const people = { annotators: await enrolled(studyId), workload: workloadOf(design, inPools) }
  const rows = slotRows(plan, ids, people, await makeModels(client, studyId))
  const written = await copySlots(client, studyId, rows, (slots) => tell(items.length + slots))
  await client.query(`UPDATE "Annotator" n SET "keptWanted" = ${OPEN_KEPT.sql} WHERE n."studyId" = $1`, [studyId])
  await analyzeWritten(client, '"Item", "Assignment"', written)
  return written
}

type People = { annotators: Awaited<ReturnType<typeof enrolled>>; workload: number | null }

/** The slots of every pool, round by round, then those that are kept for people who are there already, then for models. */
function* slotRows(plan: StudyPlan, ids: ReadonlyMap<number, string>, people: People, models: readonly NewModel[]) {
  const { annotators, workload } = people
  const { items, pools, rounds, design } = plan
  const protocol = protocolOf(design.protocol)
  const groupOf = new Map(pools.map(({ key, groupId }) => [key, groupId]))
  for (const round of rounds())
    for (const slot of round) yield* poolRows(slot, ids.get(slot.item) as string, groupOf.get(slot.pool) ?? null)
  const leans = new Map<string, number>()
  for (const [nth, { id, code, judgesShared }] of annotators.entries()) {
    const kept = items
      .filter(({ kind, shared }) => kind !== 'REGULAR' || (shared && judgesShared))
      .map((item) => ({ ...item, itemId: ids.get(item.position) as string }))
      .map((item) => ({ ...item, lean: leans.get(item.itemId) ?? 0, slot: FIRST_KEPT_SLOT + nth }))
    for (const slot of planKept({ protocol, seed: design.seed, code, items: kept, workload })) {
      leans.set(slot.itemId, (leans.get(slot.itemId) ?? 0) + (slot.leftIsA ? 1 : -1))
      yield keptRow(slot, id)
    }
  }
  const ofStudy = items.map((item) => ({ ...item, itemId: ids.get(item.position) as string }))
  yield* modelRows(models, { protocol: design.protocol, seed: design.seed, items: ofStudy })
}

/** An annotator for each model of the design's groups. */
async function makeModels(client: PoolClient, studyId: string): Promise<NewModel[]> {
  const groups = await db.annotatorGroup.findMany({
    where: { studyId, kind: 'LLM', models: { not: Prisma.DbNull } },
    orderBy: [{ position: 'asc' }, { codePrefix: 'asc' }],
  })
  const made: NewModel[] = []
  for (const { id, name, codePrefix, models } of groups) {
    const group = ModelGroupInput.parse({ name, codePrefix, models })
    made.push(...(await writeModels(client, studyId, { ...group, id })))
  }
  return made
}

/** People enrolled before the opening, in the order they joined. */
async function enrolled(studyId: string) {
  const annotators = await db.annotator.findMany({
    where: { studyId, userId: { not: null }, deactivatedAt: null },
    orderBy: [{ joinedAt: 'asc' }, { code: 'asc' }],
    include: { group: { select: { judgesShared: true } } },
  })
  return annotators.map(({ id, code, group }) => ({ id, code, judgesShared: group.judgesShared }))
}

async function describeProtocol(
  { design, prompts, itemsLeftOut }: StudyPlan,
  { answered, unanswered, slots }: { answered: readonly AnsweredItem[]; unanswered: Unanswered; slots: number },
) {
  // A protocol of comparisons has never named a system that stands in gold and practice pairs alone.
  const named = design.protocol === 'RATING' ? systemsShown(design) : systemsOfDesign(design)
  const asked = design.models.flatMap(({ models }) => models.map(({ providerId }) => providerId))
  const [set, systems, providers, decided] = await Promise.all([
    db.promptSet.findUniqueOrThrow({ where: { id: design.promptSetId }, select: { name: true } }),
    db.system.findMany({ where: { id: { in: named } }, select: { id: true, name: true } }),
    db.provider.findMany({
      where: { id: { in: asked } },
      select: { id: true, name: true, kind: true, baseUrl: true },
    }),
    nameDecided(design, prompts),
  ])
  return protocolText(design, {
    promptSet: set.name,
    ...{ prompts, unanswered },
    systems: new Map(systems.map(({ id, name }) => [id, name])),
    providers: new Map(providers.map(({ id, ...provider }) => [id, provider])),
    responsesDigest: sha256(answered.map(({ a, b }) => `${a.digest}\t${b?.digest ?? ''}\n`).join('')),
    names: { decided, itemsLeftOut },
    items: answered.length,
    slots,
  })
}
