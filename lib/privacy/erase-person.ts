import 'server-only'
import { endAnnotatorsPart } from '@/lib/annotators/end-part'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import type { Session } from '@/lib/auth/session'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { forgetWords } from '@/lib/engine/forget-words'
import { AppError } from '@/lib/errors'
import { proveAgain, requireProven } from '@/lib/factors/manage'
import { lockAdmins } from '@/lib/people/change-standing'
import { forgetAccount, forgetParticipations } from './forget'
import type { Erasure } from './schema'

/**
 * Erases all that tells who somebody is: name, e-mail, what signs them in, where they came from, their ids at crowd
 * platforms. Their judgments stay, under codes that lead to nobody, and so does the ledger. It does not come back.
 * @throws AppError `proof_needed` where whoever asks has not proven lately who they are; `sign_in_failed`,
 *   `too_many_attempts`; `not_found`; `conflict` for oneself
 */
export async function erasePerson(
  access: SiteAccess<'people:manage'>,
  session: Session,
  { personId, withWords, password }: Erasure,
): Promise<void> {
  const { actor } = access
  if (password !== undefined) await proveAgain(access, session, password)
  await requireProven(session, 'Give your password first: what is erased does not come back.')
  if (personId === actor.id)
    throw new AppError('conflict', { message: 'Nobody erases themselves: ask another admin, who stays to be asked.' })
  await db.$transaction(async (tx) => {
    // Whoever acts stays an admin, so that somebody does.
    if (!(await lockAdmins(tx)).includes(actor.id)) throw new AppError('forbidden')
    const person = await lockPerson(tx, personId)
    if (!person) throw new AppError('not_found')
    if (person.erasedAt && !withWords) return
    await endParts(tx, personId)
    if (withWords) await forgetWords(tx, personId)
    await forgetParticipations(
      tx,
      Prisma.sql`EXISTS (SELECT FROM "Annotator" n
        WHERE n."studyId" = p."studyId" AND n.id = p."annotatorId" AND n."userId" = ${personId}::uuid)`,
    )
    if (!person.erasedAt) await forgetAccount(tx, person)
    await recordAudit(tx, actor, {
      action: 'person.erase',
      subject: personId,
      detail: { words: withWords ? 'yes' : 'no' },
    })
  })
}

async function lockPerson(tx: Tx, id: string) {
  await tx.$executeRaw`SELECT FROM "User" WHERE id = ${id}::uuid FOR UPDATE`
  return tx.user.findUnique({ where: { id }, select: { id: true, email: true, erasedAt: true } })
}

/** What they hold and have not judged goes back to the others. */
async function endParts(tx: Tx, userId: string): Promise<void> {
  const open = { userId, deactivatedAt: null, study: { status: { not: 'CLOSED' as const } } }
  const parts = await tx.annotator.findMany({ where: open, select: { studyId: true, id: true } })
  for (const { studyId, id } of parts) await endAnnotatorsPart(tx, { studyId, annotatorId: id })
}
