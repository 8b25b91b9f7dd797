import { randomUUID } from 'node:crypto'
import type { Actor } from '@/lib/auth/actor'
import type { Role } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'

/** For tests: an account that nobody can sign in with. */
export async function makePerson(role: Role, name = 'Someone'): Promise<Actor> {
  const email = `${randomUUID()}@example.org`
  return db.user.create({
    data: { email, name, role, passwordHash: 'none' },
    select: { id: true, name: true, email: true, role: true },
  })
}

/** For tests: a study that is open, with one group of people coded C; nothing in it to judge. */
export async function makeStudy(): Promise<{ studyId: string; groupId: string }> {
  const { id: promptSetId } = await db.promptSet.create({ data: { name: randomUUID() } })
  const study = { title: 'Test study', seed: 1, promptSetId, status: 'OPEN', openedAt: new Date() } as const
  const { id: studyId } = await db.study.create({ data: study })
  const { id: groupId } = await db.annotatorGroup.create({ data: { studyId, name: 'Crowd', codePrefix: 'C' } })
  return { studyId, groupId }
}
