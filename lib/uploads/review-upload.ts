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
import { namesInUpload } from './names-in-upload'
import type { ProblemCode } from './problems'
import { ImportOutcome } from './schema'
import { Unread } from './unread'

/** How many problem rows a page shows; the report has them all. */
const SHOWN_PROBLEMS = 200

export type UploadReview = Awaited<ReturnType<typeof reviewUpload>>

/**
 * What an admin sees before deciding: how the file was read, what would be written, what would not and why.
 * @throws AppError `not_found`
 */
export async function reviewUpload(access: SiteAccess<'uploads:manage'>, uploadId: string) {
  const upload = await findUpload(uploadId)
  const [states, problems, target, sample, coverage, categories, names] = await Promise.all([
    countStates(upload),
    listProblems(upload, { limit: SHOWN_PROBLEMS }),
    describeTarget(upload),
    firstGoodRow(upload),
    upload.kind === 'RESPONSES' && upload.promptSetId && upload.status !== 'DISCARDED'
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
    /** Fields that were not read. */
    unread: Unread.nullable().parse(upload.unread),
    target,
    present,
    fine,
    /** Rows beyond one a line: a record may hold several samples. */
    extra: Math.max(0, rows - upload.lines),
    counts: counts as Partial<Record<ProblemCode, number>>,
    problems,
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

/** What the rows will belong to, and what that holds now. */
async function describeTarget({ kind, name, promptSetId }: Upload) {
  if (kind === 'PROMPTS')
    return { isNew: promptSetId === null, holds: promptSetId ? await db.prompt.count({ where: { promptSetId } }) : 0 }
  const system = await db.system.findUnique({ where: { name }, select: { id: true } })
  const holds = system && promptSetId ? { systemId: system.id, promptSetId } : null
  return { isNew: system === null, holds: holds ? await db.systemResponse.count({ where: holds }) : 0 }
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
