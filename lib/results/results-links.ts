import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { text, whole } from '@/lib/inputs'

/** For whom a link is, by which its maker tells it from others, and for how many days. */
export const ResultsLinkInput = z.object({
  studyId: z.uuid(),
  note: text(120).min(1, 'Say for whom it is: the reviewers, a co-author.'),
  days: whole(1, 365),
})

export type ResultsLinkRow = Awaited<ReturnType<typeof listResultsLinks>>[number]

/**
 * Makes a link to a closed study's results: whoever has it reads its figures and numbers, and nothing else of the study.
 * @returns the path, which is told now or never
 * @throws AppError `conflict` while the study is not closed: until then outcomes are for those who ask with a reason
 */
export async function createResultsLink(
  { actor, studyId }: Access<'study:run'>,
  { note, days }: z.output<typeof ResultsLinkInput>,
): Promise<{ path: string }> {
  const secret = randomBytes(32).toString('base64url')
  await db.$transaction(async (tx) => {
    const { status } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { status: true } })
    if (status !== 'CLOSED')
      throw new AppError('conflict', { message: 'Only the results of a closed study can be shown by a link.' })
    const expiresAt = new Date(Date.now() + days * 24 * 60 * 60_000)
    await tx.resultsLink.create({
      data: { studyId, createdById: actor.id, note, secretHash: hash(secret), expiresAt },
      select: { id: true },
    })
    await recordAudit(tx, actor, { action: 'results.share', studyId, subject: note, detail: { days } })
  })
  return { path: `/shared/${secret}` }
}

/** The links to a study's results that still work, without their secrets; the newest first. */
export async function listResultsLinks({ studyId }: Access<'study:results'>) {
  return db.resultsLink.findMany({
    where: { studyId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, note: true, createdAt: true, expiresAt: true, opens: true, openedAt: true },
  })
}

/** Ends a link. One that is revoked stays so. @throws AppError `not_found` */
export async function revokeResultsLink({ actor, studyId }: Access<'study:run'>, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const link = await tx.resultsLink.findFirst({ where: { id, studyId }, select: { note: true } })
    if (!link) throw new AppError('not_found')
    const ended = await tx.resultsLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
    if (ended.count === 1) await recordAudit(tx, actor, { action: 'results.unshare', studyId, subject: link.note })
  })
}

/**
 * The study whose results a link shows, with its maker's present rights, and counts that it was opened.
 * @throws AppError `not_found`, whatever the reason
 */
export async function openResultsLink(secret: string): Promise<Access<'study:results'>> {
  const link = await db.resultsLink.findUnique({
    where: { secretHash: hash(secret) },
    select: { id: true, studyId: true, createdById: true, revokedAt: true, expiresAt: true, study: true },
  })
  if (!link || link.revokedAt || link.expiresAt <= new Date() || link.study.status !== 'CLOSED')
    throw new AppError('not_found')
  const maker = await findActor(link.createdById)
  if (!maker) throw new AppError('not_found')
  await authorizeActor(maker, link.studyId, 'study:run')
  const access = await authorizeActor(maker, link.studyId, 'study:results')
  await db.resultsLink.update({ where: { id: link.id }, data: { opens: { increment: 1 }, openedAt: new Date() } })
  return access
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
