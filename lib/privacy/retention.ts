import 'server-only'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { forgetParticipations, NOBODY } from './forget'
import type { Retention } from './schema'

const EVERY_MS = 60 * 60 * 1000

/** How long a study knows its people, and whether it has forgotten them. */
export async function readRetention({ studyId }: Access<'annotators:manage'>) {
  return db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { forgetAfterDays: true, forgottenAt: true, closedAt: true, origin: true },
  })
}

/**
 * Decides after how many days from its end a study forgets who is behind its codes; null: never by itself.
 * @throws AppError `conflict` once it has: that is not taken back
 */
export async function setRetention(
  { actor, studyId }: Access<'annotators:manage'>,
  { days }: Pick<Retention, 'days'>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.study.updateMany({
      where: { id: studyId, forgottenAt: null },
      data: { forgetAfterDays: days },
    })
    if (count === 0) throw new AppError('conflict', { message: 'This study has forgotten its people already.' })
    const { title } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
    await recordAudit(tx, actor, { action: 'study.retention', studyId, subject: title, detail: { days } })
  })
}

const Due = z.array(z.object({ id: z.string(), title: z.string() }))
const Person = z.array(z.object({ id: z.string(), userId: z.string() }))

/** Lets every study whose time is over forget its people; of processes that do so at once one does. */
export async function forgetWhereDue(): Promise<void> {
  for (;;) {
    const forgot = await db.$transaction(async (tx) => {
      const rows = await tx.$queryRaw`
        SELECT id, title FROM "Study"
        WHERE status = 'CLOSED' AND "forgottenAt" IS NULL AND "closedAt" + make_interval(days => "forgetAfterDays") <= now()
        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`
      const [study] = Due.parse(rows)
      if (study) await forgetPeople(tx, study)
      return study !== undefined
    })
    if (!forgot) return
  }
}

async function forgetPeople(tx: Tx, { id: studyId, title }: { id: string; title: string }): Promise<void> {
  await tx.study.update({ where: { id: studyId }, data: { forgottenAt: new Date() }, select: { id: true } })
  await forgetParticipations(tx, Prisma.sql`p."studyId" = ${studyId}::uuid`)
  const rows = await tx.$queryRaw`
    SELECT n.id, n."userId" FROM "Annotator" n WHERE n."studyId" = ${studyId}::uuid AND n."userId" IS NOT NULL FOR UPDATE`
  const people = Person.parse(rows)
  await putNobodyInTheirPlace(tx, studyId, people)
  const nobody = { personName: NOBODY, personEmail: null, usedById: null }
  await tx.invite.updateMany({ where: { studyId, personName: { not: null } }, data: nobody })
  // The trail says that somebody joined, and the security log that somebody agreed.
  await tx.auditEntry.updateMany({ where: { studyId, action: 'annotator.join' }, data: { actorId: null } })
  await tx.securityEvent.updateMany({ where: { studyId, kind: 'consent' }, data: { userId: null, fold: null } })
  await recordAudit(tx, null, { action: 'study.forget', studyId, subject: title, detail: { people: people.length } })
}

/** Each part is given to an empty account of its own: nobody is to learn which two were one person's. */
async function putNobodyInTheirPlace(tx: Tx, studyId: string, people: z.output<typeof Person>): Promise<void> {
  const [parts, before] = [people.map(({ id }) => id), people.map(({ userId }) => userId)]
  const after = people.map(() => randomUUID())
  const now = new Date()
  const empty = { name: NOBODY, role: 'ANNOTATOR', disabledAt: now, erasedAt: now } as const
  await tx.user.createMany({ data: after.map((id) => ({ id, ...empty })) })
  await tx.$executeRaw`
    UPDATE "Annotator" n SET "userId" = t.after FROM unnest(${parts}::uuid[], ${after}::uuid[]) AS t(part, after)
    WHERE n."studyId" = ${studyId}::uuid AND n.id = t.part`
  // Who came from a crowd platform was here for this study alone.
  await tx.$executeRaw`
    DELETE FROM "User" u WHERE u.id = ANY (${before}::uuid[]) AND u.email IS NULL AND u.role = 'ANNOTATOR'
      AND NOT EXISTS (SELECT FROM "Identity" i WHERE i."userId" = u.id)
      AND NOT EXISTS (SELECT FROM "Annotator" n WHERE n."userId" = u.id)`
}

/** Looks hourly, as long as this process works at jobs. */
export function keepForgetting(): void {
  const look = () => forgetWhereDue().catch((err: unknown) => log.warn({ err }, 'no study could forget its people'))
  setInterval(look, EVERY_MS).unref()
  void look()
}
