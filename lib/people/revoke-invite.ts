import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** Stops a staff link: nobody joins with it from now on. Whoever has joined stays. */
export async function revokeStaffInvite(
  { actor }: SiteAccess<'people:manage'>,
  { inviteId }: { inviteId: string },
): Promise<void> {
  await revoke(actor, { id: inviteId, studyId: null })
}

/** Stops a link into the study. */
export async function revokeAnnotatorInvite(
  { actor, studyId }: Access<'annotators:manage'>,
  { inviteId }: { inviteId: string },
): Promise<void> {
  await revoke(actor, { id: inviteId, studyId })
}

async function revoke(actor: { id: string }, key: { id: string; studyId: string | null }): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.invite.updateMany({
      where: { ...key, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 0) {
      if (await tx.invite.findFirst({ where: key, select: { id: true } })) return
      throw new AppError('not_found')
    }
    const study = key.studyId === null ? {} : { studyId: key.studyId }
    await recordAudit(tx, actor, { action: 'invite.revoke', ...study, subject: key.id })
  })
}
