import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { makeInviteToken } from './invite-token'
import type { AnnotatorInvite, StaffInvite } from './schema'

const DAY_MS = 24 * 60 * 60 * 1000

/** A group that people may join. */
export const TAKES_PEOPLE = { kind: 'HUMAN', study: { status: { not: 'CLOSED' }, origin: 'COLLECTED' } } as const

/** Makes a link to an account with a role. @returns the token: it is shown now or never */
export async function createStaffInvite(
  { actor }: SiteAccess<'people:manage'>,
  input: StaffInvite,
): Promise<{ token: string }> {
  const { token, tokenHash } = makeInviteToken()
  await db.$transaction((tx) => writeStaffInvite(tx, actor, { ...input, tokenHash }))
  return { token }
}

/**
 * Makes a link that enrols whoever opens it in a group of the study.
 * @returns the token: it is shown now or never
 * @throws AppError `not_found` when the study has no such group, or takes nobody in
 */
export async function createAnnotatorInvite(
  { actor, studyId }: Access<'annotators:manage'>,
  input: Omit<AnnotatorInvite, 'studyId'>,
): Promise<{ token: string }> {
  const { token, tokenHash } = makeInviteToken()
  await db.$transaction((tx) => writeAnnotatorInvite(tx, actor, { ...input, studyId, tokenHash }))
  return { token }
}

/** Writes a staff link under the hash of its token. @returns its id */
export async function writeStaffInvite(
  tx: Tx,
  actor: { id: string },
  { role, capacity, days, tokenHash }: StaffInvite & { tokenHash: string },
): Promise<string> {
  const data = { tokenHash, role, capacity, expiresAt: inDays(days), createdById: actor.id }
  const { id } = await tx.invite.create({ data })
  await recordAudit(tx, actor, { action: 'invite.create', subject: id, detail: { role, capacity, days } })
  return id
}

/** Writes a link into a group under the hash of its token. @returns its id @throws AppError `not_found` */
export async function writeAnnotatorInvite(
  tx: Tx,
  actor: { id: string },
  { studyId, groupId, capacity, days, tokenHash }: AnnotatorInvite & { tokenHash: string },
): Promise<string> {
  const group = await tx.annotatorGroup.findFirst({ where: { studyId, id: groupId, ...TAKES_PEOPLE } })
  if (!group) throw new AppError('not_found')
  const expiresAt = days === null ? null : inDays(days)
  const { id } = await tx.invite.create({
    data: { tokenHash, role: 'ANNOTATOR', studyId, groupId, capacity, expiresAt, createdById: actor.id },
  })
  const detail = { group: group.name, capacity, days }
  await recordAudit(tx, actor, { action: 'invite.create', studyId, subject: id, detail })
  return id
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}
