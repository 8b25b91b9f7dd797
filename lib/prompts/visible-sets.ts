import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

type Asking = Pick<Actor, 'id' | 'role'>

/**
 * The prompt sets that somebody may use: those that are everybody's, their own, and those of studies they design. An admin
 * may use any.
 */
export function visibleSets({ id, role }: Asking): Prisma.PromptSetWhereInput {
  if (role === 'ADMIN') return {}
  const designs = { members: { some: { userId: id, role: { in: ['OWNER' as const, 'EDITOR' as const] } } } }
  return { OR: [{ isShared: true }, { createdById: id }, { studies: { some: designs } }] }
}

/** The same of the prompt set `s` in a statement. */
export function isVisibleSet({ id, role }: Asking): Prisma.Sql {
  return Prisma.sql`(${role === 'ADMIN'} OR s."isShared" OR s."createdById" = ${id}::uuid OR EXISTS (
    SELECT FROM "Study" d JOIN "StudyMember" m ON m."studyId" = d.id
    WHERE d."promptSetId" = s.id AND m."userId" = ${id}::uuid AND m.role <> 'VIEWER'))`
}

/** @throws AppError `invalid` at `promptSetId` for one that is not there, or not for them */
export async function requireVisibleSet(actor: Asking, setId: string): Promise<void> {
  if ((await db.promptSet.count({ where: { AND: [{ id: setId }, visibleSets(actor)] } })) === 0)
    throw new AppError('invalid', {
      fields: { promptSetId: ['There is no such prompt set for you. Choose another one.'] },
    })
}
