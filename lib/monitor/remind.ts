import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Language } from '@/lib/i18n/languages'
import { postMail } from '@/lib/mail/outbox'
import { readAnnotators } from './read-annotators'

/** Nobody is reminded more often. */
const DAYS_BETWEEN = 3

/** Who has something to judge, and is not at it. */
const MEANT = ['left', 'not_begun', 'no_consent']

/** Whom a reminder would reach now: with an account and an e-mail, who want any and have had none lately. */
export async function listToRemind(access: Access<'annotators:manage'>, now: Date): Promise<string[]> {
  const annotators = await readAnnotators(access, now)
  const meant = annotators.filter(({ now: { state } }) => MEANT.includes(state)).map(({ id }) => id)
  const rows = await db.$queryRaw`${reachable(access.studyId, meant)}`
  return z
    .array(Reachable)
    .parse(rows)
    .map(({ id }) => id)
}

const Reachable = z.object({ id: z.string(), email: z.string() })

function reachable(studyId: string, ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`
    SELECT n.id, u.email FROM "Annotator" n JOIN "User" u ON u.id = n."userId" JOIN "Study" s ON s.id = n."studyId"
    WHERE n."studyId" = ${studyId}::uuid AND n.id = ANY(${[...ids]}::uuid[]) AND s.status = 'OPEN'
      AND u.email IS NOT NULL AND u."disabledAt" IS NULL AND u."remindersOffAt" IS NULL
      AND (n."remindedAt" IS NULL OR n."remindedAt" < now() - make_interval(days => ${DAYS_BETWEEN}::integer))`
}

/**
 * Has a mail sent to each annotator who has something to judge and is not at it. Whoever sends them learns no e-mail.
 * @returns how many
 */
export async function remindAnnotators(access: Access<'annotators:manage'>, language: Language): Promise<number> {
  const { actor, studyId } = access
  const ids = await listToRemind(access, new Date())
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw`${reachable(studyId, ids)} FOR NO KEY UPDATE OF n`
    const people = z.array(Reachable).parse(rows)
    for (const { email } of people) await postMail(tx, { kind: 'REMINDER', to: email, language, studyId })
    await tx.annotator.updateMany({
      where: { studyId, id: { in: people.map(({ id }) => id) } },
      data: { remindedAt: new Date() },
    })
    if (people.length > 0)
      await recordAudit(tx, actor, {
        action: 'study.remind',
        studyId,
        subject: studyId,
        detail: { mails: people.length },
      })
    return people.length
  })
}
