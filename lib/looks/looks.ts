import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor, isAllowed } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { text } from '@/lib/inputs'

/** How long a look that was asked for stays open. */
export const LOOK_MINUTES = 60

/** Why somebody looks before the study is closed. */
export const LookInput = z.object({
  studyId: z.uuid(),
  reason: text(500).min(10, 'Say in a sentence why: it is kept with the study.'),
})

/** Whether a study’s outcomes may be shown: for good, at any time by design, because somebody asked, or not yet. */
export type Visibility = Hidden | { shown: 'closed' | 'anytime' | 'look'; until: Date | null; looks: ListedLook[] }

/**
 * Outcomes that are not shown yet, with how many judgments are in: who sees a figure sees it there; and whether whoever asks may
 * look all the same.
 */
export type Hidden = { shown: 'hidden'; judgments: number; looks: ListedLook[]; mayLook: boolean }

type ListedLook = { at: Date; by: string; reason: string; judgments: number }

/** Who asks for outcomes: to see them, or to take them along. */
type Asking = Access<'study:results'> | Access<'study:export'> | Access<'annotators:manage'>

/** What of a study's outcomes may be seen now, and every look there was before it closed. */
export async function readVisibility(access: Asking): Promise<Visibility> {
  const { actor, studyId } = access
  const [study, rows] = await Promise.all([
    db.study.findUnique({ where: { id: studyId }, select: { status: true, looks: true, origin: true } }),
    db.look.findMany({ where: { studyId }, orderBy: { at: 'asc' } }),
  ])
  if (!study) throw new AppError('not_found')
  const people = await db.user.findMany({
    where: { id: { in: rows.map(({ actorId }) => actorId) } },
    select: { id: true, name: true },
  })
  const nameOf = new Map(people.map(({ id, name }) => [id, name]))
  const looks = rows.map(({ at, actorId, reason, judgments }) => ({
    at,
    by: nameOf.get(actorId) ?? 'somebody',
    reason,
    judgments,
  }))
  const running = study.status === 'OPEN' || study.status === 'PAUSED'
  if (!running || study.origin !== 'COLLECTED') return { shown: 'closed', until: null, looks }
  if (study.looks === 'ANYTIME') return { shown: 'anytime', until: null, looks }
  const open = rows.findLast((look) => look.actorId === actor.id && look.until > new Date())
  if (open) return { shown: 'look', until: open.until, looks }
  const [judgments, mayLook] = await Promise.all([
    db.judgment.count({ where: { studyId, supersededAt: null } }),
    isAllowed(access, 'results:manage'),
  ])
  return { shown: 'hidden', judgments, looks, mayLook }
}

/**
 * Whether single items may be read, where systems are named beside what they answered: by who reads results only once nobody
 * judges any more, so that nobody learns it who may come to judge.
 */
export async function mayReadItems(access: Access<'study:results'>): Promise<boolean> {
  if (await isAllowed(access, 'study:read')) return true
  const study = await db.study.findUnique({ where: { id: access.studyId }, select: { status: true } })
  return study?.status === 'CLOSED'
}

/**
 * Opens a study's results to whoever asks, for an hour, and writes down that they did, why and after how many judgments.
 * @throws AppError `not_found` for who reads results only
 */
export async function lookEarly(
  { actor, studyId }: Access<'study:results'>,
  { reason }: z.output<typeof LookInput>,
): Promise<void> {
  await authorizeActor(actor, studyId, 'results:manage')
  const until = new Date(Date.now() + LOOK_MINUTES * 60_000)
  await db.$transaction(async (tx) => {
    const judgments = await tx.judgment.count({ where: { studyId, supersededAt: null } })
    await tx.look.create({ data: { studyId, actorId: actor.id, until, reason, judgments } })
    await recordAudit(tx, actor, { action: 'results.look', studyId, subject: studyId, detail: { reason, judgments } })
  })
}

/**
 * Lets a download of outcomes pass only where the page would show them: figures, and judgments, from which all figures
 * can be made.
 * @throws AppError `look_needed` while they are not shown
 */
export async function requireResults(access: Asking): Promise<Exclude<Visibility, Hidden>> {
  const visibility = await readVisibility(access)
  if (visibility.shown === 'hidden')
    throw new AppError('look_needed', {
      message: `The design shows results once the study is closed.${visibility.mayLook ? ' To look early, give a reason on the Results page.' : ''}`,
    })
  return visibility
}
