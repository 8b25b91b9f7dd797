import 'server-only'
import { endSessions } from '@/lib/auth/sessions'
import { forgiveEverybody } from '@/lib/auth/sign-in-wait'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

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

/** Erases what somebody wrote beside their verdicts, which stand: reasons, and notes on what they set aside. */
export async function forgetWords(tx: Tx, personId: string): Promise<void> {
  const theirs = Prisma.sql`
    SELECT a."studyId", a.id FROM "Annotator" n
    JOIN "Assignment" a ON a."studyId" = n."studyId" AND a."annotatorId" = n.id WHERE n."userId" = ${personId}::uuid`
  await tx.$executeRaw`
    UPDATE "Assignment" a SET rationale = NULL, "flagNote" = NULL FROM (${theirs}) t
    WHERE a."studyId" = t."studyId" AND a.id = t.id AND (a.rationale IS NOT NULL OR a."flagNote" IS NOT NULL)`
  // After that: taking a reason away keeps it here, as any change does.
  await tx.$executeRaw`
    DELETE FROM "ReplacedReason" r USING (${theirs}) t WHERE r."studyId" = t."studyId" AND r."assignmentId" = t.id`
  await tx.$executeRaw`
    UPDATE "LateVerdict" l SET rationale = NULL, note = NULL FROM "Annotator" n
    WHERE n."userId" = ${personId}::uuid AND l."studyId" = n."studyId" AND l."annotatorId" = n.id`
}
