import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { makeInviteToken } from './invite-token'
import type { AnnotatorInvite, StaffInvite } from './schema'

const DAY_MS = 24 * 60 * 60 * 1000

/** Makes a link to an account with a role. @returns the token: it is shown now or never */
export async function createStaffInvite(
  { actor }: SiteAccess<'people:manage'>,
  { role, capacity, days }: StaffInvite,
): Promise<{ token: string }> {
  const { token, tokenHash } = makeInviteToken()
  await db.$transaction(async (tx) => {
    const invite = await tx.invite.create({
      data: { tokenHash, role, capacity, expiresAt: inDays(days), createdById: actor.id },
    })
    await recordAudit(tx, actor, { action: 'invite.create', subject: invite.id, detail: { role, capacity, days } })
  })
  return { token }
}

/**
 * Makes a link that enrols whoever opens it in a group of the study.
 * @returns the token: it is shown now or never
 * @throws AppError `not_found` when the study has no such group, or takes nobody in
 */
export async function createAnnotatorInvite(
  { actor, studyId }: Access<'annotators:manage'>,
  { groupId, capacity, days }: Omit<AnnotatorInvite, 'studyId'>,
): Promise<{ token: string }> {
  const { token, tokenHash } = makeInviteToken()
  await db.$transaction(async (tx) => {
    const takesPeople = {
      kind: 'HUMAN',
      study: { status: { not: 'CLOSED' }, origin: 'COLLECTED' },
    } as const
    const group = await tx.annotatorGroup.findFirst({ where: { studyId, id: groupId, ...takesPeople } })
    if (!group) throw new AppError('not_found')
    const expiresAt = days === null ? null : inDays(days)
    const invite = await tx.invite.create({
      data: { tokenHash, role: 'ANNOTATOR', studyId, groupId, capacity, expiresAt, createdById: actor.id },
    })
    const detail = { group: group.name, capacity, days }
    await recordAudit(tx, actor, { action: 'invite.create', studyId, subject: invite.id, detail })
  })
  return { token }
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS)
}
