import { z } from 'zod'
import type { Role } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'
import type { OidcSettings } from './settings'

/** Whom a provider vouches for. */
export type SignOn = {
  issuer: string
  subject: string
  name: string
  /** Only one that the provider has verified: anybody can claim another. */
  email: string | null
  /** The highest that their groups give; null where groups give none. */
  role: Role | null
}

const Claims = z.looseObject({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(254).trim().toLowerCase().pipe(z.email()).nullable().catch(null).default(null),
  // Some providers send a word for it, and some nothing: that is no proof.
  email_verified: z
    .union([z.boolean(), z.literal('true').transform(() => true)])
    .catch(false)
    .default(false),
  name: z.string().catch('').default(''),
  preferred_username: z.string().catch('').default(''),
})

const HIGHEST_FIRST = ['ADMIN', 'RESEARCHER', 'ANNOTATOR'] as const

/**
 * What of a provider's claims counts here.
 * @throws AppError `sign_on_failed` when they name nobody
 */
export function readClaims(claims: Record<string, unknown>, settings: Pick<OidcSettings, 'roles'>): SignOn {
  const result = Claims.safeParse(claims)
  if (!result.success) throw new AppError('sign_on_failed', { cause: result.error })
  const { iss, sub, email, email_verified, name, preferred_username } = result.data
  return {
    issuer: iss,
    subject: sub,
    name: nameOf([name, preferred_username, email ?? '']),
    email: email_verified ? email : null,
    role: settings.roles && roleOf(claims, settings.roles),
  }
}

/** The first that can be a name: one line of at most a hundred characters. */
function nameOf(candidates: string[]): string {
  const clean = candidates.map((text) =>
    text
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 100)
      .trim(),
  )
  return clean.find((text) => text !== '') ?? 'Somebody'
}

function roleOf(claims: Record<string, unknown>, { claim, map }: NonNullable<OidcSettings['roles']>): Role | null {
  const groups = groupsAt(claims, claim)
  const given = groups.filter((group) => Object.hasOwn(map, group)).map((group) => map[group])
  return HIGHEST_FIRST.find((role) => given.includes(role)) ?? null
}

/** A claim by its name, which may be an address with dots, or by a dotted path such as `realm_access.roles`. */
function groupsAt(claims: Record<string, unknown>, claim: string): string[] {
  const walk = (from: unknown, part: string) =>
    typeof from === 'object' && from !== null && Object.hasOwn(from, part)
      ? (from as Record<string, unknown>)[part]
      : undefined
  const found = Object.hasOwn(claims, claim) ? claims[claim] : claim.split('.').reduce<unknown>(walk, claims)
  return (Array.isArray(found) ? found : [found]).filter((group) => typeof group === 'string')
}

/** Whether the claims say where people's groups are: some providers tell that only when they are asked once more. */
export function hasGroups(claims: Record<string, unknown>, settings: Pick<OidcSettings, 'roles'>): boolean {
  return settings.roles === null || groupsAt(claims, settings.roles.claim).length > 0
}
