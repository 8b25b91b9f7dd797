import 'server-only'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { requireGoodPassword } from '@/lib/auth/require-good-password'
import { countAttempt, forgiveAttempt } from '@/lib/auth/sign-in-wait'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countedAddress } from '@/lib/http/client-address'
import { recordSecurity } from '@/lib/security/record'
import { requireAgreement } from './consent'
import { countJoin } from './count-join'
import { claimInvite, findInvite, type Invite } from './find-invite'
import type { NewPersonByInvite } from './schema'

/** Where somebody who has joined goes: a study to judge, or null for the home page. */
export type Joined = { studyId: string | null }

/** The link, and the text its holder agrees to. */
type Key = { token: string; agreesTo: string | null }

/**
 * Makes an account for somebody new and lets them in where the link leads; the link is the permission. Who has an account
 * and gives its password is let in as well. The answer is the same, after the same work, when there is an account with
 * another password: nobody learns here who has one. Signing in then tells its holder.
 * @param address whom accounts and guesses are counted against
 * @throws AppError `invite_invalid`; `invalid` for a password that is easy to guess; `too_many_joins`;
 *   `too_many_attempts`
 */
export async function acceptInvite(
  { token, name, email, password, agreesTo }: NewPersonByInvite,
  address: string,
): Promise<Joined> {
  requireGoodPassword(password, { name, email })
  // Before the hashing, which costs: a link that leads nowhere must not cost anything.
  const invite = await findInvite(token)
  // Before anything about them is kept, a count of attempts included.
  requireAgreement(invite.consent, agreesTo)
  const client = { address: countedAddress(address) }
  await countJoin({ address, link: invite.id })
  const about = { subject: invite.id, from: { address } }
  await countAttempt({ account: email, client }, about)
  const before = await db.user.findUnique({ where: { email } })
  const isTheirs = before !== null && (await verifyPassword(password, before.passwordHash, client.address))
  const passwordHash = before ? before.passwordHash : await hashPassword(password, client.address)
  const isIn = await db.$transaction(async (tx) => {
    if (before && isTheirs && !before.disabledAt) return letIn(tx, { token, agreesTo }, invite, before.id)
    return makeAccount(tx, { token, agreesTo }, { name, email, passwordHash })
  })
  if (isIn) await forgiveAttempt({ account: email, client })
  else await recordSecurity(db, { kind: 'sign-in-failed', userId: before?.id, ...about })
  return { studyId: invite.studyId }
}

/** @returns whether there was none with this e-mail; then the link is as good as before */
async function makeAccount(
  tx: Tx,
  { token, agreesTo }: Key,
  { name, email, passwordHash }: { name: string; email: string; passwordHash: string | null },
): Promise<boolean> {
  await tx.$executeRaw`SAVEPOINT before_account`
  const invite = await claimInvite(tx, token)
  const data = { name, email, passwordHash, role: invite.role }
  const [person] = await tx.user.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } })
  if (!person) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT before_account`
    return false
  }
  await recordAudit(tx, person, { action: 'person.join', subject: person.id, detail: { invite: invite.id } })
  await enrol(tx, invite, person, agreesTo)
  return true
}

/**
 * Lets a signed-in person in where the link leads: enrols them in its study, or gives them its role when it may do more
 * than theirs. Whoever is in already uses up no place.
 * @throws AppError `invite_invalid`, also for somebody whose part in the study was ended; `conflict` without agreement
 */
export async function joinByInvite(
  { actor }: SiteAccess<'account:manage'>,
  { token, agreesTo = null }: { token: string; agreesTo?: string | null },
): Promise<Joined> {
  const invite = await findInvite(token)
  requireAgreement(invite.consent, agreesTo)
  await db.$transaction((tx) => letIn(tx, { token, agreesTo }, invite, actor.id))
  return { studyId: invite.studyId }
}

async function letIn(tx: Tx, { token, agreesTo }: Key, { studyId, role }: Invite, id: string): Promise<true> {
  // A person's own tabs take turns, so that two of them cannot use two places.
  await tx.$executeRaw`SELECT FROM "User" WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  if (studyId === null) await raiseRole(tx, id, role, token)
  else if (!(await isEnrolled(tx, studyId, id))) await enrol(tx, await claimInvite(tx, token), { id }, agreesTo)
  return true
}

async function isEnrolled(tx: Tx, studyId: string, userId: string): Promise<boolean> {
  const annotator = await tx.annotator.findUnique({ where: { studyId_userId: { studyId, userId } } })
  if (annotator?.deactivatedAt) throw new AppError('invite_invalid')
  return annotator !== null
}

async function enrol(
  tx: Tx,
  { id, studyId, groupId, personName }: Invite,
  person: { id: string },
  agreesTo: string | null,
): Promise<void> {
  if (studyId === null || groupId === null) return
  // So that the link brings them back, and nobody else.
  if (personName !== null)
    await tx.invite.update({ where: { id }, data: { usedById: person.id }, select: { id: true } })
  const { consent } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { consent: true } })
  requireAgreement(consent, agreesTo)
  const { id: annotatorId, code } = await enrolAnnotator(tx, { studyId, groupId }, { userId: person.id })
  if (agreesTo !== null) {
    await tx.annotator.update({
      where: { studyId_id: { studyId, id: annotatorId } },
      data: { consentedAt: new Date() },
    })
    await recordSecurity(tx, { kind: 'consent', userId: person.id, studyId })
  }
  await recordAudit(tx, person, { action: 'annotator.join', studyId, subject: code, detail: { invite: id } })
}

const LOWER_ROLES = { ADMIN: ['RESEARCHER', 'ANNOTATOR'], RESEARCHER: ['ANNOTATOR'], ANNOTATOR: [] } as const

async function raiseRole(tx: Tx, id: string, role: Invite['role'], token: string): Promise<void> {
  const lower = { id, role: { in: [...LOWER_ROLES[role]] } }
  const { count } = await tx.user.updateMany({ where: lower, data: { role } })
  if (count === 0) return
  const invite = await claimInvite(tx, token)
  await recordAudit(tx, { id }, { action: 'person.role', subject: id, detail: { role, invite: invite.id } })
}
