import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/** The code an annotator of this study is known by. @throws AppError `not_found` */
export async function readCode(tx: Tx, studyId: string, id: string): Promise<string> {
  const annotator = await tx.annotator.findUnique({ where: { studyId_id: { studyId, id } }, select: { code: true } })
  if (!annotator) throw new AppError('not_found')
  return annotator.code
}

/** Whoever is known by a code in a study. @throws AppError `not_found` */
export async function findByCode({ studyId }: Access<'annotators:manage'>, code: string): Promise<string> {
  const annotator = await db.annotator.findFirst({ where: { studyId, code }, select: { id: true } })
  if (!annotator) throw new AppError('not_found')
  return annotator.id
}
