import 'server-only'
import { type Access, isAllowed } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** Somebody in a study's team. */
export type TeamRow = Awaited<ReturnType<typeof listTeam>>[number]

/** A study's team: its owner first, then by name. */
export async function listTeam({ studyId }: Access<'study:see'>) {
  const rows = await db.studyMember.findMany({
    where: { studyId },
    orderBy: [{ role: 'asc' }, { user: { name: 'asc' } }, { userId: 'asc' }],
    select: { role: true, addedAt: true, user: { select: { id: true, name: true, email: true, disabledAt: true } } },
  })
  return rows.map(({ role, addedAt, user: { id, disabledAt, ...person } }) => ({
    ...{ userId: id, ...person, role, addedAt, isDisabled: disabledAt !== null },
  }))
}

/** All that a team's page shows: who is in it, and what whoever looks may do about that. */
export async function readTeam(access: Access<'study:see'>) {
  const { actor, studyId } = access
  const [rows, study, isOwner] = await Promise.all([
    listTeam(access),
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { origin: true } }),
    isAllowed(access, 'study:own'),
  ])
  const own = rows.find(({ userId }) => userId === actor.id)?.role ?? null
  const hasTeam = study.origin === 'COLLECTED' || study.origin === 'IMPORTED'
  return { rows, hasTeam, mayManage: isOwner && hasTeam, mayLeave: hasTeam && own !== null && own !== 'OWNER' }
}
