import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { text } from '@/lib/inputs'
import type { FileQuery } from './file-query'
import { type Licence, readLicence } from './licence'

/** That somebody lets the texts of a study’s files be given on, whatever its licence says, or takes that back. */
export const TextsInput = z
  .object({ studyId: z.uuid(), share: z.boolean(), reason: text(400) })
  .refine(({ share, reason }) => !share || reason.length >= 10, {
    path: ['reason'],
    error: 'Say in a sentence on what grounds the texts may be given on.',
  })

/** Whether the texts of a study may leave in files that are meant for everybody, and why. */
export type TextTerms = {
  licence: Licence
  promptSetId: string | null
  /** Who decided that they may, as far as that still stands. */
  decision: { by: string; at: Date; reason: string } | null
  mayLeave: boolean
}

const ACTS = { true: 'texts.share', false: 'texts.withhold' } as const

const Detail = z.object({ reason: z.string(), licence: z.string() })

/**
 * Reads them. What was decided is the last entry about it in the audit trail, and holds for the licence of that day: under
 * another one it is to be decided anew.
 */
export async function readTextTerms({ studyId }: Access<'study:export'>): Promise<TextTerms> {
  const { written, promptSetId } = await readWritten(studyId)
  const licence = readLicence(written)
  const last = await db.auditEntry.findFirst({
    where: { studyId, action: { in: Object.values(ACTS) } },
    orderBy: { id: 'desc' },
  })
  const detail = Detail.safeParse(last?.detail)
  if (last?.action !== ACTS.true || !detail.success || detail.data.licence !== licence.written)
    return { licence, promptSetId, decision: null, mayLeave: licence.isShareable }
  const who = last.actorId && (await db.user.findUnique({ where: { id: last.actorId }, select: { name: true } }))
  const decision = { by: who ? who.name : 'somebody', at: last.at, reason: detail.data.reason }
  return { licence, promptSetId, decision, mayLeave: true }
}

async function readWritten(studyId: string) {
  const { title, promptSetId, promptSet } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { title: true, promptSetId: true, promptSet: { select: { licence: true } } },
  })
  return { title, promptSetId, written: promptSet?.licence ?? '' }
}

/** Why texts stay where they are, or on what grounds they may leave, in a sentence. */
export function termsWords({ licence, decision, mayLeave }: Omit<TextTerms, 'promptSetId'>): string {
  const named = licence.written ? `“${licence.written}”` : 'none'
  if (licence.isShareable) return `Licence of the texts: ${named}.`
  if (decision && mayLeave)
    return `Licence of the texts: ${named}. Given on by a decision of ${decision.at.toISOString().slice(0, 10)}: ${decision.reason}`
  return licence.written
    ? `Licence of the texts: ${named}, which is none that is known here to let them be given on.`
    : 'Nobody has said under which licence the texts may be given on.'
}

/**
 * Whether the texts stand in a file that is meant for everybody: as it was asked for, and else where they may.
 *
 * @throws AppError `forbidden` where they are asked for and may not leave
 */
export async function takesTexts(access: Access<'study:export'>, { texts }: Pick<FileQuery, 'texts'>) {
  const terms = await readTextTerms(access)
  if (texts === 'yes' && !terms.mayLeave)
    throw new AppError('forbidden', {
      message: `${termsWords(terms)} On the Export tab you can decide that they may be in files for others; it is recorded with your name.`,
    })
  return { terms, hasTexts: texts !== 'no' && terms.mayLeave }
}

/** Writes down that the texts may be in files for everybody, with the grounds, or that they may not any more. */
export async function decideTexts(
  { actor, studyId }: Access<'study:export'>,
  { share, reason }: z.output<typeof TextsInput>,
): Promise<void> {
  const { title, written: licence } = await readWritten(studyId)
  const action = ACTS[share ? 'true' : 'false']
  await recordAudit(db, actor, { action, studyId, subject: title, detail: { reason, licence } })
}
