import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { TAKES_PEOPLE } from './create-invite'
import { hashInviteToken, makeInviteToken } from './invite-token'
import type { NamedPerson } from './person-lines'

const DAY_MS = 24 * 60 * 60 * 1000
/** Links of a study that name somebody, at most. */
const MOST = 5000

/** A link that was made for somebody: its token is told now or never. */
export type MadePersonal = NamedPerson & { id: string; token: string }

/**
 * Makes a link into a group for each of some people, by name: it serves once. The audit trail says how many were made and
 * names nobody, since nothing is ever taken out of it.
 * @throws AppError `not_found` when the study has no such group, or takes nobody in; `conflict` with too many links
 */
export async function createPersonalInvites(
  { actor, studyId }: Access<'annotators:manage'>,
  { groupId, people, days }: { groupId: string; people: readonly NamedPerson[]; days: number },
): Promise<MadePersonal[]> {
  const made = people.map((person) => ({ ...person, id: randomUUID(), ...makeInviteToken() }))
  const expiresAt = new Date(Date.now() + days * DAY_MS)
  await db.$transaction(async (tx) => {
    const group = await tx.annotatorGroup.findFirst({ where: { studyId, id: groupId, ...TAKES_PEOPLE } })
    if (!group) throw new AppError('not_found')
    const before = await tx.invite.count({ where: { studyId, personName: { not: null } } })
    if (before + made.length > MOST)
      throw new AppError('conflict', {
        message: `A study has at most ${MOST.toLocaleString('en')} personal links, and this one has ${before}. Delete some first.`,
      })
    await tx.invite.createMany({
      data: made.map(({ id, tokenHash, name, email }) => ({
        ...{ id, tokenHash, role: 'ANNOTATOR' as const, studyId, groupId, capacity: 1, expiresAt },
        ...{ personName: name, personEmail: email, createdById: actor.id },
      })),
    })
    const detail = { group: group.name, people: made.length, days }
    await recordAudit(tx, actor, { action: 'invite.people', studyId, subject: groupId, detail })
  })
  return made.map(({ id, name, email, token }) => ({ id, name, email, token }))
}

/** A link that names somebody, and what became of it. */
export type PersonalLink = {
  id: string
  groupId: string
  name: string
  email: string | null
  state: 'waiting' | 'joined' | 'expired' | 'revoked'
  createdAt: Date
  expiresAt: Date | null
  joinedAt: Date | null
}

/**
 * The links of a study that name somebody, the newest first. Whose code theirs is, is told nowhere: a code stands for nobody.
 */
export async function listPersonalInvites({ studyId }: Access<'annotators:manage'>): Promise<PersonalLink[]> {
  const rows = await db.invite.findMany({
    where: { studyId, personName: { not: null } },
    orderBy: [{ createdAt: 'desc' }, { personName: 'asc' }, { id: 'asc' }],
  })
  return rows.map(({ id, groupId, personName, personEmail, uses, usedAt, createdAt, expiresAt, revokedAt }) => ({
    ...{ id, groupId: groupId ?? '', name: personName ?? '', email: personEmail, createdAt, expiresAt },
    ...{ joinedAt: uses > 0 ? usedAt : null, state: stateOf({ uses, expiresAt, revokedAt }) },
  }))
}

type Limits = { uses: number; expiresAt: Date | null; revokedAt: Date | null }

function stateOf({ uses, expiresAt, revokedAt }: Limits): PersonalLink['state'] {
  if (uses > 0) return 'joined'
  if (revokedAt) return 'revoked'
  return expiresAt && expiresAt <= new Date() ? 'expired' : 'waiting'
}

/**
 * Where a personal link leads that has served: its holder opens it again, on another device or after a while.
 * @returns the study, and whose account it is; null for any other link, and one that was revoked
 */
export async function findServedInvite(token: string): Promise<{ studyId: string; usedById: string } | null> {
  const invite = await db.invite.findUnique({
    where: { tokenHash: hashInviteToken(token), revokedAt: null },
    select: { studyId: true, usedById: true },
  })
  return invite?.studyId && invite.usedById ? { studyId: invite.studyId, usedById: invite.usedById } : null
}
