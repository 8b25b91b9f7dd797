import 'server-only'
import type { Access } from '@/lib/auth/access'
import { countStudy, type StudyCounts } from '@/lib/counts/study-counts'
import { db } from '@/lib/db/client'

const named = { select: { id: true, name: true } } as const

/** What a program is told of a study: what it is, where it stands, what is compared in it, who may join. */
export async function readStudyFacts({ studyId }: Access<'study:read'>) {
  const { systems, ...study } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ id: true, title: true, status: true, origin: true, protocol: true },
      ...{ createdAt: true, openedAt: true, closedAt: true, promptSet: named },
      systems: { orderBy: { position: 'asc' }, select: { system: named } },
      groups: {
        orderBy: [{ position: 'asc' }, { codePrefix: 'asc' }],
        select: { id: true, name: true, codePrefix: true, kind: true },
      },
    },
  })
  return { ...study, systems: systems.map(({ system }) => system) }
}

/** How far a study has come, with where it stands. */
export async function readStudyProgress(
  access: Access<'study:read'>,
): Promise<StudyCounts & { status: 'DRAFT' | 'OPEN' | 'PAUSED' | 'CLOSED' }> {
  const [{ status }, counts] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: access.studyId }, select: { status: true } }),
    countStudy(access),
  ])
  return { ...counts, status }
}
