import 'server-only'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { recordAudit } from '@/lib/audit/record'
import { beginSession } from '@/lib/auth/sessions'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { requireAgreement } from '@/lib/people/consent'
import { recordSecurity } from '@/lib/security/record'
import { endPart } from './end'
import { hasRoom, takeTurn } from './room'

/** Whose part: what an arrival's cookie says, which the caller has proven. */
export type Arriving = { studyId: string; participationId: string }

/** A session to judge in; null where their part has ended meanwhile, or there is no room any more. */
export type Begun = { userId: string; stamp: string } | null

/**
 * Lets somebody who has arrived begin, or go on: enrols them, the first time, as an annotator without name, e-mail or
 * password, and begins a session. Whoever has only looked in, and that long ago, is asked for room again.
 * @param agreesTo the hash of the consent text they agree to, null where there is none
 * @throws AppError `study_not_open`; `conflict` without agreement to the text of now
 */
export async function beginPart(arriving: Arriving, agreesTo: string | null, userAgent: string | null): Promise<Begun> {
  const userId = await db.$transaction((tx) => enrol(tx, arriving, agreesTo))
  if (!userId) return null
  const stamp = await beginSession(userId, { passwordHash: null }, userAgent)
  // Only an account that was disabled has none.
  if (!stamp) throw new AppError('forbidden')
  return { userId, stamp }
}

async function enrol(tx: Tx, { studyId, participationId: id }: Arriving, agreesTo: string | null) {
  const key = { studyId_id: { studyId, id } }
  const { recruitmentId, recruitment } = await tx.participation.findUniqueOrThrow({
    where: key,
    include: { recruitment: { select: { groupId: true, name: true } } },
  })
  const { groupId } = recruitment
  const limits = await takeTurn(tx, { studyId, recruitmentId })
  const participation = await tx.participation.findUniqueOrThrow({
    where: key,
    include: {
      annotator: { select: { userId: true } },
      recruitment: { select: { study: { select: { status: true, consent: true, leaseMinutes: true } } } },
    },
  })
  if (participation.ending) return null
  if (participation.annotator) return participation.annotator.userId
  const { status, consent, leaseMinutes } = participation.recruitment.study
  const hasLapsed = participation.seenAt.getTime() < Date.now() - leaseMinutes * 60_000
  const isGone = hasLapsed && !(await hasRoom(tx, { studyId, recruitmentId, groupId, except: id }, limits))
  if (status === 'CLOSED' || isGone) {
    await endPart(tx, { studyId, id }, async () => 'FULL')
    return null
  }
  if (status !== 'OPEN') throw new AppError('study_not_open')
  requireAgreement(consent, agreesTo)
  const person = await tx.user.create({ data: { name: 'Participant', role: 'ANNOTATOR' }, select: { id: true } })
  const { id: annotatorId, code } = await enrolAnnotator(tx, { studyId, groupId }, { userId: person.id })
  await tx.user.update({ where: { id: person.id }, data: { name: `Participant ${code}` } })
  if (consent !== '') {
    await tx.annotator.update({
      where: { studyId_id: { studyId, id: annotatorId } },
      data: { consentedAt: new Date() },
    })
    await recordSecurity(tx, { kind: 'consent', userId: person.id, studyId })
  }
  await tx.participation.update({ where: key, data: { annotatorId, begunAt: new Date(), seenAt: new Date() } })
  const detail = { recruitment: recruitment.name }
  await recordAudit(tx, person, { action: 'annotator.join', studyId, subject: code, detail })
  return person.id
}

/** Says no: to the study's terms, or for want of a computer. Who has begun has no such choice any more. */
export async function leaveBefore(
  { studyId, participationId: id }: Arriving,
  why: 'NO_CONSENT' | 'DEVICE',
): Promise<void> {
  await db.$transaction(async (tx) => {
    await endPart(tx, { studyId, id }, async () => {
      const { annotatorId } = await tx.participation.findUniqueOrThrow({ where: { studyId_id: { studyId, id } } })
      return annotatorId ? null : why
    })
  })
}
