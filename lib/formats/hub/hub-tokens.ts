import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { hubAddress, hubHost } from '@/lib/http/hub-address'
import { seal, unseal } from '@/lib/security/seal'

type Asking = Pick<Access<'study:export'>, 'actor'>

/** How the token that somebody stored for the present hub ends; null where there is none. */
export async function storedTokenEnd({ actor }: Asking): Promise<string | null> {
  const row = await db.hubToken.findUnique({
    where: { userId: actor.id, hub: hubAddress() },
    select: { tokenEnd: true },
  })
  return row?.tokenEnd ?? null
}

/** Stores a token for one's own pushes to the present hub, in place of an earlier one. */
export async function storeToken(tx: Tx, { actor }: Asking, token: string): Promise<void> {
  const data = { hub: hubAddress(), sealedToken: await seal(actor.id, token), tokenEnd: token.slice(-4) }
  await tx.hubToken.upsert({
    where: { userId: actor.id },
    create: { userId: actor.id, ...data },
    update: { ...data, storedAt: new Date() },
  })
  await recordAudit(tx, actor, { action: 'hub.token', subject: hubHost(), detail: { does: 'STORE' } })
}

/** Forgets it. */
export async function forgetToken({ actor }: Asking): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.hubToken.deleteMany({ where: { userId: actor.id } })
    if (count > 0) await recordAudit(tx, actor, { action: 'hub.token', subject: hubHost(), detail: { does: 'GO' } })
  })
}

/**
 * The token that a push is made with: its own, or the one that whoever asked for it has stored.
 * @throws AppError `conflict` where there is none, or it cannot be opened
 */
export async function openToken(
  { actor }: Asking,
  { id, hub, sealedToken }: { id: string; hub: string; sealedToken: string | null },
): Promise<string> {
  if (hub !== hubAddress())
    throw new AppError('conflict', { message: 'The hub of this installation is another one by now. Push anew.' })
  const [owner, sealed] = sealedToken
    ? [id, sealedToken]
    : [actor.id, (await db.hubToken.findUnique({ where: { userId: actor.id, hub } }))?.sealedToken]
  if (!sealed) throw new AppError('conflict', { message: 'The token of this push is gone. Push anew, and enter it.' })
  return unseal(owner, sealed).catch((cause) => {
    throw new AppError('conflict', {
      message: 'The token cannot be opened: this installation has another encryption key by now. Enter it anew.',
      cause,
    })
  })
}
