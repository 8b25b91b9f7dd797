import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { DeskPage } from '@/lib/judgments/schema'
import { readPath } from './link'

/** By which link an annotator came from a crowd platform, and whether their part has ended; null for whoever came otherwise. */
export async function readCameBy({ actor, studyId }: Access<'desk:open'>): Promise<DeskPage['cameBy']> {
  const part = await db.participation.findFirst({
    where: { studyId, annotator: { userId: actor.id } },
    select: { ending: true, recruitment: { select: { id: true, sealedToken: true } } },
  })
  const path = part && (await readPath(part.recruitment))
  return path ? { path, isOver: part.ending !== null } : null
}
