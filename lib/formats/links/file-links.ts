import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { FileLinkInput } from './schema'

/**
 * Makes a link to one file of a study, for spreadsheets and other programs that can send nothing but an address. Whoever has
 * it reads the file as its maker may at that moment.
 * @returns its id, and the path, which is told now or never
 */
export async function createFileLink(
  { actor, studyId }: Access<'study:export'>,
  { file, minutes }: FileLinkInput,
): Promise<{ id: string; path: string; expiresAt: Date }> {
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  return db.$transaction(async (tx) => {
    const data = { studyId, createdById: actor.id, file, secretHash: hash(secret), expiresAt }
    const { id } = await tx.fileLink.create({ data, select: { id: true } })
    await recordAudit(tx, actor, { action: 'link.create', studyId, subject: file, detail: { minutes } })
    return { id, path: `/d/${secret}/${file}`, expiresAt }
  })
}

/** The links to files of a study that still work, without their secrets; the newest first. */
export async function listFileLinks({ studyId }: Access<'study:export'>) {
  return db.fileLink.findMany({
    where: { studyId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { id: true, file: true, createdAt: true, expiresAt: true, createdBy: { select: { name: true } } },
  })
}

/** Ends a link. One that is revoked stays so. @throws AppError `not_found` */
export async function revokeFileLink({ actor, studyId }: Access<'study:export'>, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const link = await tx.fileLink.findFirst({ where: { id, studyId }, select: { file: true } })
    if (!link) throw new AppError('not_found')
    const { count } = await tx.fileLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
    if (count === 1) await recordAudit(tx, actor, { action: 'link.revoke', studyId, subject: link.file })
  })
}

/**
 * The study whose file a link leads to, with its maker's present rights.
 * @throws AppError `not_found`, whatever the reason
 */
export async function openFileLink(secret: string, file: string): Promise<Access<'study:export'>> {
  const link = await db.fileLink.findUnique({ where: { secretHash: hash(secret) } })
  if (!link || link.file !== file || link.revokedAt || link.expiresAt <= new Date()) throw new AppError('not_found')
  const maker = await findActor(link.createdById)
  if (!maker) throw new AppError('not_found')
  return authorizeActor(maker, link.studyId, 'study:export')
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
