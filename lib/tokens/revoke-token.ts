import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** Ends a token of one's own, at its next request. One that is revoked stays so. @throws AppError `not_found` */
export async function revokeToken({ actor }: SiteAccess<'tokens:manage'>, tokenId: string): Promise<void> {
  await revoke(actor, { id: tokenId, userId: actor.id })
}

/** Ends anybody's token. @throws AppError `not_found` */
export async function revokeAnyToken({ actor }: SiteAccess<'people:manage'>, tokenId: string): Promise<void> {
  await revoke(actor, { id: tokenId })
}

async function revoke(actor: { id: string }, which: { id: string; userId?: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    const token = await tx.apiToken.findFirst({ where: which, select: { name: true } })
    if (!token) throw new AppError('not_found')
    const { count } = await tx.apiToken.updateMany({
      where: { ...which, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 1) await recordAudit(tx, actor, { action: 'token.revoke', subject: token.name })
  })
}
