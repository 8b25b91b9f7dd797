import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { textChunks } from '@/lib/http/stream'
import { unsealIds } from '@/lib/recruitments/participant'

/** Names the shape of the file. */
const FORMAT = 'evenhand-person/1'

/**
 * All that is stored about one person, as JSON, for them to have. Verdicts are told as they saw them: which system was behind
 * which side stays covered. Secrets are left out: hashes of passwords, what second factors are made of. That it was made is
 * written down.
 * @throws AppError `not_found`
 */
export async function exportPerson({ actor }: SiteAccess<'people:manage'>, personId: string) {
  const person = await db.user.findUnique({
    where: { id: personId },
    omit: { passwordHash: true },
    include: {
      memberships: { select: { role: true, addedAt: true, study: { select: { id: true, title: true } } } },
      sessions: { omit: { idToken: true, userId: true } },
      devices: { select: { seenAt: true } },
      identities: { omit: { userId: true } },
      passkeys: { select: { name: true, createdAt: true, usedAt: true } },
      tokens: {
        select: { name: true, lastFour: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
      },
      webhooks: { select: { name: true, url: true, events: true, createdAt: true } },
      hubToken: { select: { hub: true, storedAt: true } },
      resultsLinks: { select: { studyId: true, note: true, createdAt: true, expiresAt: true, opens: true } },
    },
  })
  if (!person) throw new AppError('not_found')
  const mails = person.email ? await db.mail.findMany({ where: { to: person.email }, omit: { id: true } }) : []
  const [annotates, security, audit] = await Promise.all([
    readParts(personId),
    readEvents(personId),
    readActs(personId),
  ])
  await recordAudit(db, actor, { action: 'person.export', subject: personId })
  const told = { format: FORMAT, madeAt: new Date(), person, mails, annotates, security, audit }
  // Counters of 64 bits are none that JSON knows.
  const text = JSON.stringify(told, (_key, value) => (typeof value === 'bigint' ? Number(value) : value), 2)
  return { name: `person-${personId.slice(0, 8)}`, chunks: textChunks(`${text}\n`) }
}

const Verdict = z.object({
  item: z.string(),
  repeat: z.number(),
  doneAt: z.date().nullable(),
  elapsedMs: z.number().nullable(),
  activeMs: z.number().nullable(),
  /** As presented: A stood on the left. */
  answers: z.array(z.object({ criterion: z.string(), turn: z.number(), choice: z.string() })),
  rationale: z.string().nullable(),
  flag: z.string().nullable(),
  flagNote: z.string().nullable(),
  reasonsBefore: z.array(z.string().nullable()),
})

async function readParts(userId: string) {
  const parts = await db.annotator.findMany({
    where: { userId },
    orderBy: { joinedAt: 'asc' },
    select: {
      ...{ id: true, code: true, joinedAt: true, consentedAt: true, remindedAt: true, deactivatedAt: true },
      ...{ excludedAt: true, excludedReason: true },
      study: { select: { id: true, title: true, consent: true } },
      group: { select: { name: true } },
      participation: { omit: { participantKey: true, sessionKey: true } },
      late: { select: { itemId: true, receivedAt: true, reason: true, rationale: true, note: true } },
    },
  })
  return Promise.all(
    parts.map(async ({ id, participation, ...part }) => ({
      ...part,
      participation: participation && (await openParticipation(participation)),
      verdicts: await readVerdicts(part.study.id, id),
    })),
  )
}

type Sealed = Parameters<typeof unsealIds>[0]

async function openParticipation<P extends Sealed>(participation: P) {
  const { sealedParticipant: _, sealedSession: __, ...rest } = participation
  return { ...rest, ...(await unsealIds(participation)) }
}

async function readVerdicts(studyId: string, annotatorId: string) {
  const rows = await db.$queryRaw`
    SELECT a."itemId" AS item, a.repeat, a."doneAt", a."elapsedMs", a."activeMs", a.rationale, a.flag::text, a."flagNote",
           presented_answers(a."studyId", a.id, a."leftIsA") AS answers,
           array(SELECT r.rationale FROM "ReplacedReason" r
                 WHERE r."studyId" = a."studyId" AND r."assignmentId" = a.id ORDER BY r."replacedAt") AS "reasonsBefore"
    FROM "Assignment" a
    WHERE a."studyId" = ${studyId}::uuid AND a."annotatorId" = ${annotatorId}::uuid
    ORDER BY a."doneAt", a.id`
  return z.array(Verdict).parse(rows)
}

async function readEvents(userId: string) {
  return db.securityEvent.findMany({
    where: { OR: [{ userId }, { subject: userId }] },
    orderBy: { id: 'asc' },
    omit: { id: true, fold: true },
  })
}

async function readActs(personId: string) {
  return db.auditEntry.findMany({
    where: { OR: [{ actorId: personId }, { subject: personId }] },
    orderBy: { id: 'asc' },
    omit: { id: true },
  })
}
