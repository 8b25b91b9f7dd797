import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Upload } from '@/lib/db/generated/client'
import { Messages } from '@/lib/prompts/messages'
import { checkedRows } from './checked-rows'
import { coverageOf } from './coverage'
import { describeFile } from './describe-file'
import { findUpload } from './find-upload'
import { listProblems } from './list-problems'
import { listSystems } from './list-systems'
import { namesInUpload } from './names-in-upload'
import type { ProblemCode, WarningCode } from './problems'
import { ImportOutcome, UploadedFile } from './schema'
import { Unread } from './unread'

/** How many problem rows a page shows; the report has them all. */
const SHOWN_PROBLEMS = 200

export type UploadReview = Awaited<ReturnType<typeof reviewUpload>>

/**
 * What an admin sees before deciding: how the file was read, what would be written, what would not and why.
 * @throws AppError `not_found`
 */
export async function reviewUpload(access: SiteAccess<'uploads:manage'>, uploadId: string) {
  const upload = await findUpload(access.actor, uploadId)
  const isOfOne = upload.kind === 'PROMPTS' || upload.name !== ''
  const [states, problems, warnings, target, sample, coverage, categories, names] = await Promise.all([
    countStates(upload),
    listProblems(upload, { limit: SHOWN_PROBLEMS }),
    listWarnings(upload),
    describeTarget(upload),
    firstGoodRow(upload),
    upload.kind === 'RESPONSES' && isOfOne && upload.promptSetId && upload.status !== 'DISCARDED'
      ? coverageOf(access, { ...upload, promptSetId: upload.promptSetId })
      : null,
    upload.kind === 'PROMPTS' ? countCategories(upload) : [],
    upload.kind === 'RESPONSES' && upload.status === 'STAGED' ? namesInUpload(upload) : null,
  ])
  const { present = 0, fine = 0, ...counts } = states
  const rows = Object.values(states).reduce((sum, count) => sum + count, 0)
  return {
    upload: { ...upload, bytes: Number(upload.bytes), outcome: ImportOutcome.nullable().parse(upload.outcome) },
    person: { name: access.actor.name, role: access.actor.role },
    format: describeFile(upload, sample),
    files: z.array(UploadedFile).parse(upload.files),
    /** Fields that were not read. */
    unread: Unread.nullable().parse(upload.unread),
    target,
    present,
    fine,
    /** Rows beyond one a line: a record may hold several samples. */
    extra: Math.max(0, rows - upload.lines),
    counts: counts as Partial<Record<ProblemCode, number>>,
    problems,
    /** Of what is worth a look though it is imported: how many, and the first of them. */
    warnings,
    coverage,
    categories,
    /** Responses that name a maker or a model, before they are imported. */
    names,
  }
}

/** How many rows stand how: `fine` and `present` beside the problems. */
async function countStates(upload: Upload): Promise<Record<string, number>> {
  const rows = await db.$queryRaw`
    SELECT coalesce(state, 'fine') AS state, count(*)::int AS count FROM ${checkedRows(upload)} c GROUP BY 1`
  const parsed = z.array(z.object({ state: z.string(), count: z.number() })).parse(rows)
  return Object.fromEntries(parsed.map(({ state, count }) => [state, count]))
}

/** What the rows will belong to, and what that holds now; of responses by system. */
async function describeTarget(upload: Upload) {
  const { kind, promptSetId, status } = upload
  if (kind === 'PROMPTS')
    return {
      isNew: promptSetId === null,
      holds: promptSetId ? await db.prompt.count({ where: { promptSetId } }) : 0,
      systems: [],
    }
  const systems = status === 'STAGED' ? await listSystems(upload) : []
  return {
    isNew: systems.length > 0 && systems.every(({ isKnown }) => !isKnown),
    holds: systems.reduce((sum, { holds }) => sum + holds, 0),
    systems,
  }
}

const WARNED_ROWS = 20

async function listWarnings({ id }: Upload) {
  const [count, first] = await Promise.all([
    db.uploadRow.groupBy({ by: ['warning'], where: { uploadId: id, warning: { not: null } }, _count: true }),
    db.uploadRow.findMany({
      where: { uploadId: id, warning: { not: null } },
      select: { file: true, line: true, record: true, externalId: true },
      orderBy: { id: 'asc' },
      take: WARNED_ROWS,
    }),
  ])
  return { counts: count.map(({ warning, _count }) => ({ warning: warning as WarningCode, count: _count })), first }
}

async function firstGoodRow({ id }: Upload) {
  const row = await db.uploadRow.findFirst({
    where: { uploadId: id, problem: null },
    orderBy: { id: 'asc' },
    select: { externalId: true, category: true, tags: true, sample: true, messages: true, detail: true },
  })
  return row && { ...row, messages: Messages.parse(row.messages) }
}

async function countCategories(upload: Upload) {
  const rows = await db.$queryRaw`
    SELECT category, count(*)::int AS count FROM ${checkedRows(upload)} c
    WHERE state IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50`
  return z.array(z.object({ category: z.string().nullable(), count: z.number() })).parse(rows)
}
