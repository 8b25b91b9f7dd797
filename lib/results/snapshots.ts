import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { dataVersion } from '@/lib/analysis/data-version'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { MOST_CRITERIA } from '@/lib/designs/schema'
import { AppError } from '@/lib/errors'
import { exportRows } from '@/lib/exports/export-judgments'
import { text, whole, word } from '@/lib/inputs'
import { requireResults } from '@/lib/looks/looks'
import { type CountingRule, toCountingRule } from '@/lib/rates/counting-rule'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { ratedResults } from '@/lib/ratings/rated-results'
import { type FrozenDrawing, packDrawings, unpackDrawings } from './frozen-drawings'
import { type FrozenNumbers, freezeNumbers, thawNumbers } from './frozen-numbers'
import { numbersOf, readFigures } from './read-numbers'

/** What is frozen: every figure as it stood, by a rule and a question, with a word on why. */
export const SnapshotInput = z.object({
  studyId: z.uuid(),
  note: text(200).min(1, 'Say what this snapshot is for: the paper, the talk, the interim report.'),
  rule: word(40),
  criterion: whole(0, MOST_CRITERIA - 1),
})

export type Snapshot = {
  id: string
  at: Date
  note: string
  rule: CountingRule
  criterion: number
  /** Of the data, as `dataVersion` has it. */
  version: string
  dataHash: string
  numbers: FrozenNumbers
}

/**
 * Freezes the numbers and drawings of all figures with the SHA-256 of judgments.jsonl as exported at that moment: who has the file can
 * check that it is the same data.
 *
 * @returns the snapshot's id
 * @throws AppError `not_found` for who reads results only; `look_needed`; `conflict` when a judgment came in meanwhile
 */
export async function freezeResults(
  access: Access<'study:results'>,
  { note, rule, criterion }: z.output<typeof SnapshotInput>,
): Promise<string> {
  const { actor, studyId } = access
  await authorizeActor(actor, studyId, 'results:manage')
  await requireResults(access)
  const version = await dataVersion(studyId)
  const chosen = toCountingRule(rule)
  const { recorded, counted } = await readAccount(access, { rule: chosen, criterion })
  const figures = await readFigures(access, { rule: chosen, criterion })
  const drawings = await packDrawings(figures)
  const dataHash = await hashExport(access)
  if ((await dataVersion(studyId)) !== version)
    throw new AppError('conflict', { message: 'A judgment came in meanwhile, so nothing was frozen. Try again.' })
  return db.$transaction(async (tx) => {
    const numbers = freezeNumbers({ recorded, counted, figures: numbersOf(figures) }) as Prisma.InputJsonValue
    const data = { studyId, actorId: actor.id, note, version, dataHash, rule: chosen, criterion, numbers, drawings }
    const { id } = await tx.snapshot.create({ data, select: { id: true } })
    await recordAudit(tx, actor, { action: 'results.freeze', studyId, subject: id, detail: { note, dataHash } })
    return id
  })
}

async function readAccount(access: Access<'study:results'>, asked: { rule: CountingRule; criterion: number }) {
  const study = await db.study.findUnique({ where: { id: access.studyId }, select: { protocol: true } })
  return study?.protocol === 'RATING' ? ratedResults(access, asked) : winTieLoss(access, asked)
}

/** A study's snapshots, latest first, also those put away: programs read them in pages by this order. */
export async function listSnapshots({ studyId }: Access<'study:results'>) {
  return db.snapshot.findMany({
    where: { studyId },
    orderBy: { at: 'desc' },
    select: { id: true, at: true, note: true, rule: true, dataHash: true, archivedAt: true },
  })
}

/** @throws AppError `not_found` */
export async function readSnapshot({ studyId }: Access<'study:results'>, id: string): Promise<Snapshot> {
  const known = z.uuid().safeParse(id).success
  const row = known
    ? await db.snapshot.findUnique({ where: { studyId_id: { studyId, id } }, omit: { drawings: true } })
    : null
  if (!row) throw new AppError('not_found')
  const { at, note, rule, numbers, ...rest } = row
  const { criterion, version, dataHash } = rest
  return { id, at, note, rule: toCountingRule(rule), criterion, version, dataHash, numbers: thawNumbers(numbers) }
}

/** A snapshot's figures as they were drawn; none of one that was made before drawings were kept. */
export async function readDrawings({ studyId }: Access<'study:results'>, id: string): Promise<FrozenDrawing[]> {
  const { drawings } = await db.snapshot.findUniqueOrThrow({
    where: { studyId_id: { studyId, id } },
    select: { drawings: true },
  })
  return unpackDrawings(drawings)
}

async function hashExport(access: Access<'study:results'>): Promise<string> {
  const hash = createHash('sha256')
  const { batches } = await exportRows(access)
  for await (const batch of batches) for (const row of batch) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}
