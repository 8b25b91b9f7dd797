import 'server-only'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { hashPassword } from '@/lib/auth/password'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { claimInvite, findInvite, type Invite } from './find-invite'
import type { NewPersonByInvite } from './schema'

/** Where somebody who has joined goes: a study to judge, or null for the home page. */
export type Joined = { studyId: string | null }

/**
 * Makes an account for somebody new and lets them in where the link leads. The link is the permission.
 * @throws AppError `invite_invalid`; `email_taken`, and the link is as good as before
 */
export async function acceptInvite({ token, name, email, password }: NewPersonByInvite): Promise<Joined> {
  // Before the hashing, which costs: a link that leads nowhere must not cost anything.
  await findInvite(token)
  const passwordHash = await hashPassword(password)
  return db.$transaction(async (tx) => {
    const invite = await claimInvite(tx, token)
    const data = { name, email, passwordHash, role: invite.role }
    const [person] = await tx.user.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } })
    if (!person) throw new AppError('email_taken')
    await recordAudit(tx, person, { action: 'person.join', subject: person.id, detail: { invite: invite.id } })
    await enrol(tx, invite, person)
    return { studyId: invite.studyId }
  })
}

/**
 * Lets a signed-in person in where the link leads: enrols them in its study, or gives them its role when it may do more
 * than theirs. Whoever is in already uses up no place.
 * @throws AppError `invite_invalid`, also for somebody whose part in the study was ended
 */
export async function joinByInvite({ actor }: SiteAccess<'account:manage'>, token: string): Promise<Joined> {
  const { studyId, role } = await findInvite(token)
  return db.$transaction(async (tx) => {
    // A person's own tabs take turns, so that two of them cannot use two places.
    await tx.$executeRaw`SELECT FROM "User" WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`
    if (studyId === null) await raiseRole(tx, actor.id, role, token)
    else if (!(await isEnrolled(tx, studyId, actor.id))) await enrol(tx, await claimInvite(tx, token), actor)
    return { studyId }
  })
}

async function isEnrolled(tx: Tx, studyId: string, userId: string): Promise<boolean> {
  const annotator = await tx.annotator.findUnique({ where: { studyId_userId: { studyId, userId } } })
  if (annotator?.deactivatedAt) throw new AppError('invite_invalid')
  return annotator !== null
}

async function enrol(tx: Tx, { id, studyId, groupId }: Invite, person: { id: string }): Promise<void> {
  if (studyId === null || groupId === null) return
  const { code } = await enrolAnnotator(tx, { studyId, groupId }, { userId: person.id })
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
