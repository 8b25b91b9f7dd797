import 'server-only'
import { endSessions } from '@/lib/auth/sessions'
import { forgiveEverybody } from '@/lib/auth/sign-in-wait'
import type { Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'

/** What somebody is called of whom nothing is known any more. */
export const NOBODY = 'Erased person'

/** Forgets who people were at crowd platforms, of participations that a condition on `p` names. */
export async function forgetParticipations(tx: Tx, which: Prisma.Sql): Promise<void> {
  // What was sealed cannot be opened when it is empty; keys stay different, as they have to be.
  await tx.$executeRaw`
    UPDATE "Participation" p
    SET "participantKey" = 'forgotten ' || p.id, "sealedParticipant" = '', "sessionKey" = NULL, "sealedSession" = NULL,
        address = NULL, "platformCode" = NULL
    WHERE ${which}`
}

/** Erases all that tells who somebody is, with what signs them in and what works in their name. Their row stays, empty. */
export async function forgetAccount(tx: Tx, { id, email }: { id: string; email: string | null }): Promise<void> {
  const mine = { where: { userId: id } }
  const made = { where: { createdById: id } }
  await endSessions(tx, id)
  if (email) {
    await forgiveEverybody(email, tx)
    await tx.mail.deleteMany({ where: { to: email } })
  }
  const theirLinks = { OR: [{ usedById: id }, ...(email ? [{ personEmail: email }] : [])] }
  await tx.invite.updateMany({ where: theirLinks, data: { personName: NOBODY, personEmail: null } })
  await tx.fileLink.deleteMany(made)
  await tx.resultsLink.deleteMany(made)
  await tx.knownDevice.deleteMany(mine)
  await tx.identity.deleteMany(mine)
  await tx.apiToken.deleteMany(mine)
  await tx.idempotencyKey.deleteMany(mine)
  await tx.hubToken.deleteMany(mine)
  await tx.passkey.deleteMany(mine)
  await tx.codeGenerator.deleteMany(mine)
  await tx.recoveryCode.deleteMany(mine)
  await tx.webhook.deleteMany(mine)
  await tx.providerUser.deleteMany(mine)
  await tx.studyMember.deleteMany(mine)
  await tx.securityEvent.updateMany({ ...mine, data: { network: null, browser: null, fold: null } })
  const now = new Date()
  await tx.user.update({
    where: { id },
    data: {
      ...{ name: NOBODY, email: null, passwordHash: null, passwordExpiresAt: null, role: 'ANNOTATOR' },
      ...{ secondFactorAt: null, remindersOffAt: null, disabledAt: now, erasedAt: now },
    },
    select: { id: true },
  })
}
