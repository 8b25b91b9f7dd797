import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** A group of people with the links that lead into it, newest first; those that name somebody are listed by themselves. */
export type GroupWithLinks = {
  id: string
  name: string
  codePrefix: string
  annotators: number
  /** How many more are expected, where the design says how many. */
  placesLeft: number | null
  /** Whether people may join it: a group of LLMs, or one that was simulated, stays what it is, as do rehearsals. */
  isForPeople: boolean
  links: GroupLink[]
}
export type GroupLink = {
  id: string
  note: string
  uses: number
  capacity: number | null
  expiresAt: Date | null
  createdAt: Date
  state: 'open' | 'used up' | 'expired' | 'revoked'
}

/**
 * A study's groups, each with its invite links; a link's secret is stored nowhere, so it cannot be shown again.
 * @returns `takesPeople` is false once the study is closed: no link works then
 */
export async function listGroups({
  studyId,
}: Access<'annotators:manage'>): Promise<{ groups: GroupWithLinks[]; takesPeople: boolean }> {
  const links = { where: { personName: null }, orderBy: { createdAt: 'desc' }, omit: { tokenHash: true } } as const
  const simulated = { where: { simulated: true }, select: { id: true }, take: 1 } as const
  const [study, groups] = await Promise.all([
    db.study.findUniqueOrThrow({ where: { id: studyId }, select: { status: true, origin: true } }),
    db.annotatorGroup.findMany({
      where: { studyId },
      orderBy: { codePrefix: 'asc' },
      include: { _count: { select: { annotators: true } }, annotators: simulated, invites: links },
    }),
  ])
  return {
    takesPeople: study.status !== 'CLOSED',
    groups: groups.map(({ id, name, codePrefix, kind, places, _count, annotators, invites }) => ({
      id,
      name,
      codePrefix,
      annotators: _count.annotators,
      placesLeft: places === null ? null : Math.max(0, places - _count.annotators),
      isForPeople: study.origin === 'COLLECTED' && kind === 'HUMAN' && annotators.length === 0,
      links: invites.map((invite) => ({ ...invite, state: stateOf(invite) })),
    })),
  }
}

type Limits = { uses: number; capacity: number | null; expiresAt: Date | null; revokedAt: Date | null }

function stateOf({ uses, capacity, expiresAt, revokedAt }: Limits): GroupLink['state'] {
  if (revokedAt) return 'revoked'
  if (expiresAt && expiresAt <= new Date()) return 'expired'
  return capacity !== null && uses >= capacity ? 'used up' : 'open'
}
