import 'server-only'
import type { PoolClient } from 'pg'
import { copySlots, keptRow, poolRows } from '@/lib/assignments/copy-slots'
import { planKept } from '@/lib/assignments/plan-kept'
import { countSlots, type PlannedSlot, type Pool, planSlots } from '@/lib/assignments/plan-slots'
import { auditInsert } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { describeMissing } from '@/lib/items/missing-responses'
import { countExcluded, type PlannedItem, planItems } from '@/lib/items/plan-items'
import { writeItems } from '@/lib/items/write-items'
import { excludedResponses } from '@/lib/names/excluded'
import { lookThrough } from '@/lib/names/look-through'
import { nameDecided } from '@/lib/names/name-decided'
import { countOpenNames } from '@/lib/names/queries'
import { loadDesign, loadPrompts } from './load-design'
import { protocolText, sha256 } from './protocol'
import { reportOpening } from './report-opening'
import { pairsOf, type StudyInput } from './schema'
import { loadGroups, poolsOf, workloadOf } from './study-pools'

/**
 * Opens a draft: freezes the design as a hashed protocol and writes all items and slots, or nothing.
 * @throws AppError `study_frozen` when it is no draft any more; `study_incomplete` naming what is missing
 */
export async function openStudy(access: Access<'study:run'>): Promise<{ items: number; slots: number }> {
  const { actor, studyId } = access
  return reportOpening(studyId, async (report) => {
    await lookThrough(access)
    return inTransaction(async (client) => {
      // The row stays locked to the end: an edit, an enrolment or another opening that races this one comes second.
      const { rowCount } = await client.query(FREEZE, [studyId])
      if (rowCount === 0) throw new AppError('study_frozen')
      const design = await loadDesign(db, studyId)
      const plan = await planStudy(studyId, design)
      const ids = await writeItems(client, studyId, plan.items)
      if (ids.size < plan.items.length) await refuse(await describeMissing(plan.items))
      const slots = await writeSlots(client, studyId, plan, ids, report)
      const text = await describeProtocol(studyId, design, plan, slots)
      await client.query(`UPDATE "Study" SET "protocolText" = $2, "protocolHash" = $3 WHERE id = $1`, [
        studyId,
        text,
        sha256(text),
      ])
      const names = { itemsLeftOut: plan.itemsLeftOut, undecided: await countOpenNames(access) }
      const detail = { items: plan.items.length, slots, seed: design.seed, protocol: sha256(text), names }
      await client.query(...auditInsert(actor, { action: 'study.open', studyId, subject: design.title, detail }))
      return { items: plan.items.length, slots }
    })
  })
}

const WORTH_ANALYZING = 20_000

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
  const { seed, known, sharedItems, identicalChecks, repeatShare } = design
  const prompts = await loadPrompts(db, design)
  if (prompts.length === 0) await refuse('no prompt of the set is selected.')
  const pairs = pairsOf(design.comparisons)
  const excluded = excludedResponses(design.names)
  const wish = { seed, prompts: prompts.map(({ id }) => id), pairs, known, sharedItems, identicalChecks, excluded }
  const items = planItems(wish)
  const itemsLeftOut = countExcluded(wish)
  if (items.length === 0) await refuse('every item has a response that is excluded for the names in it.')
  const pools = poolsOf(design, await loadGroups(db, studyId))
  const regular = items.filter(({ kind }) => kind === 'REGULAR')
  return {
    items,
    itemsLeftOut,
    pools,
    prompts,
    design,
    rounds: () => planSlots({ seed, items: regular, pools, repeatShare }),
  }
}

/** @returns how many slots were written, repeats included */
async function writeSlots(
  client: PoolClient,
  studyId: string,
  { items, pools, rounds, design }: StudyPlan,
  ids: ReadonlyMap<number, string>,
  report: (written: number, total: number) => void,
): Promise<number> {
  const groupOf = new Map(pools.map(({ key, groupId }) => [key, groupId]))
  const annotators = await enrolled(studyId)
  const regular = items.filter(({ kind }) => kind === 'REGULAR')
  const inPools = countSlots({ items: regular, pools, repeatShare: design.repeatShare })
  const workload = workloadOf(design, inPools)
  function* rows() {
    for (const round of rounds())
      for (const slot of round) yield* poolRows(slot, ids.get(slot.item) as string, groupOf.get(slot.pool) ?? null)
    const earlier = new Map<number, number>()
    for (const { id, code, judgesShared } of annotators) {
      const kept = items.filter(({ kind, shared }) => kind !== 'REGULAR' || (shared && judgesShared))
      const withIds = kept.map((item) => ({
        ...item,
        itemId: ids.get(item.position) as string,
        earlier: earlier.get(item.position) ?? 0,
      }))
      for (const { position, earlier: before } of withIds) earlier.set(position, before + 1)
      for (const slot of planKept({ seed: design.seed, code, items: withIds, workload })) yield keptRow(slot, id)
    }
  }
  const written = await copySlots(client, studyId, rows(), (count) => report(count, Math.max(count, inPools)))
  // Autovacuum would come too late for the first claims.
  if (written > WORTH_ANALYZING) await client.query('ANALYZE "Item", "Assignment"')
  return written
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

async function describeProtocol(studyId: string, design: StudyInput, plan: StudyPlan, slots: number) {
  const { items, prompts, itemsLeftOut } = plan
  const [set, systems, digests, decided] = await Promise.all([
    db.promptSet.findUniqueOrThrow({ where: { id: design.promptSetId }, select: { name: true } }),
    db.system.findMany({ where: { studies: { some: { studyId } } }, select: { id: true, name: true } }),
    responseDigests(items),
    nameDecided(design, prompts),
  ])
  return protocolText(design, {
    promptSet: set.name,
    prompts,
    systems: new Map(systems.map(({ id, name }) => [id, name])),
    responsesDigest: sha256(digests),
    names: { decided, itemsLeftOut },
    items: items.length,
    slots,
  })
}

/** Digests of both responses of every item, a line each, in plan order. */
async function responseDigests(items: readonly PlannedItem[]): Promise<string> {
  const systemIds = [...new Set(items.flatMap(({ systemA, systemB }) => [systemA, systemB]))]
  const promptIds = [...new Set(items.map(({ prompt }) => prompt))]
  const responses = await db.$queryRaw<{ key: string; digest: string }[]>`
    SELECT "promptId"::text || "systemId"::text AS key, digest FROM "SystemResponse"
    WHERE sample = 0 AND "promptId" = ANY(${promptIds}::uuid[]) AND "systemId" = ANY(${systemIds}::uuid[])`
  const digestOf = new Map(responses.map(({ key, digest }) => [key, digest]))
  return items
    .map(({ prompt, systemA, systemB }) => `${digestOf.get(prompt + systemA)}\t${digestOf.get(prompt + systemB)}\n`)
    .join('')
}
