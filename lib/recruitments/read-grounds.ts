import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** What a recruitment can be about in a study: groups of people to join, and whether there is practice, or are checks. */
export async function readGrounds({ studyId }: Access<'annotators:manage'>) {
  const [groups, known, { identicalChecks }] = await Promise.all([
    db.annotatorGroup.findMany({
      where: { studyId, kind: 'HUMAN' },
      orderBy: { position: 'asc' },
      select: { id: true, name: true },
    }),
    db.knownItem.findMany({ where: { studyId }, select: { kind: true }, distinct: ['kind'] }),
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { identicalChecks: true } }),
  ])
  const kinds = known.map(({ kind }) => kind)
  return {
    groups,
    hasPractice: kinds.includes('PRACTICE'),
    hasChecks: kinds.includes('GOLD') || identicalChecks > 0,
  }
}
