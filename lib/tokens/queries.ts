import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const SHOWN = 200

const select = {
  ...{ id: true, name: true, lastFour: true, scopes: true, studyIds: true },
  ...{ createdAt: true, expiresAt: true, revokedAt: true, lastUsedAt: true },
} as const

/** A token as it is listed: not itself, which is shown once. */
export type TokenRow = {
  id: string
  name: string
  lastFour: string
  scopes: string[]
  /** How many studies it is for; 0 for all of its owner's. */
  studies: number
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  state: 'works' | 'expired' | 'revoked'
}

/** The tokens of whoever asks, the newest first; of those that work no more the last ones. */
export async function listTokens({ actor }: SiteAccess<'tokens:manage'>): Promise<TokenRow[]> {
  const rows = await db.apiToken.findMany({
    where: { userId: actor.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
    select,
  })
  return rows.map(asRow)
}

/** Everybody's tokens that are not revoked, with their owners. */
export async function listAllTokens(
  _access: SiteAccess<'people:manage'>,
): Promise<(TokenRow & { owner: { id: string; name: string } })[]> {
  const rows = await db.apiToken.findMany({
    where: { revokedAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
    select: { ...select, user: { select: { id: true, name: true } } },
  })
  return rows.map(({ user, ...row }) => ({ ...asRow(row), owner: user }))
}

type Stored = Omit<TokenRow, 'studies' | 'state'> & { studyIds: string[]; revokedAt: Date | null }

function asRow({ studyIds, revokedAt, ...row }: Stored): TokenRow {
  const state = revokedAt ? 'revoked' : row.expiresAt && row.expiresAt <= new Date() ? 'expired' : 'works'
  return { ...row, studies: studyIds.length, state }
}
