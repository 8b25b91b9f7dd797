import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'

/** Whether a study's files are of comparisons or of ratings: the columns are the same, what they hold is not. */
export async function readProtocolKind({
  studyId,
}: Access<'study:export'> | Access<'study:read'>): Promise<ProtocolKind> {
  const { protocol } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { protocol: true } })
  return protocol
}
