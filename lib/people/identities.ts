import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Role } from '@/lib/auth/permissions'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { SignOn } from '@/lib/oidc/claims'
import type { OidcSettings } from '@/lib/oidc/settings'

export type Account = { id: string; role: Role; disabledAt: Date | null }

type Identity = Pick<SignOn, 'issuer' | 'subject'>

const ACCOUNT = { id: true, role: true, disabledAt: true } as const

/** The account of somebody whom a provider names; never by their e-mail. */
export async function findByIdentity({ issuer, subject }: Identity): Promise<Account | null> {
  const where = { issuer_subject: { issuer, subject } }
  return (await db.identity.findUnique({ where, select: { user: { select: ACCOUNT } } }))?.user ?? null
}

/**
 * The account that is joined without a password, where that is allowed: it has the e-mail that the provider has verified, and
 * nobody else there is joined to it. An e-mail that was given to somebody new does not bring them the account of whoever had it.
 */
export async function findToJoinAtOnce(settings: OidcSettings, signOn: SignOn): Promise<Account | null> {
  const { email, issuer } = signOn
  if (settings.link !== 'verified' || email === null || !isOfDomains(settings, signOn)) return null
  return db.user.findUnique({ where: { email, disabledAt: null, identities: { none: { issuer } } }, select: ACCOUNT })
}

/** Whether somebody has a verified e-mail of the domains that are named; of any, where none is. */
export function isOfDomains({ domains }: OidcSettings, { email }: SignOn): boolean {
  return domains.length === 0 || domains.includes(email?.split('@').at(-1) ?? '')
}

/** Makes an account for somebody whom a provider names. @returns null when their e-mail has one already */
export async function makeAccount(signOn: SignOn, role: Role): Promise<Account | null> {
  const { name, email } = signOn
  try {
    const made = await db.$transaction(async (tx) => {
      const data = { name, email, role }
      const [made] = await tx.user.createManyAndReturn({ data: [data], skipDuplicates: true, select: ACCOUNT })
      if (!made) return null
      if ((await attach(tx, made.id, signOn)) !== made.id) throw new TwoAtOnce()
      await recordAudit(tx, made, {
        action: 'person.sign-on',
        subject: made.id,
        detail: { issuer: signOn.issuer, role },
      })
      return made
    })
    if (made) return made
  } catch (error) {
    if (!(error instanceof TwoAtOnce)) throw error
  }
  return findByIdentity(signOn)
}

/** Two tabs of one newcomer: the account of the one that was first is the one. */
class TwoAtOnce extends Error {}

/**
 * Joins an account to whom a provider names, once it is proven that it is theirs.
 * @throws AppError `sign_on_taken` when they have another account here
 */
export async function joinAccount(userId: string, signOn: Identity): Promise<Account> {
  return db.$transaction(async (tx) => {
    const before = await tx.identity.count({ where: { ...keyOf(signOn), userId } })
    if ((await attach(tx, userId, signOn)) !== userId) throw new AppError('sign_on_taken')
    if (before === 0) {
      const detail = { issuer: signOn.issuer }
      await recordAudit(tx, { id: userId }, { action: 'identity.link', subject: userId, detail })
    }
    return tx.user.findUniqueOrThrow({ where: { id: userId }, select: ACCOUNT })
  })
}

/** @returns whose the identity is: of two who want it at once, the first one's */
async function attach(tx: Tx, userId: string, signOn: Identity): Promise<string> {
  const identity = keyOf(signOn)
  await tx.identity.createMany({ data: [{ ...identity, userId }], skipDuplicates: true })
  return (await tx.identity.findUniqueOrThrow({ where: { issuer_subject: identity } })).userId
}

function keyOf({ issuer, subject }: Identity): Identity {
  return { issuer, subject }
}

/** Whether an account is joined to somebody at a provider. */
export async function hasIdentity(userId: string, issuers: readonly string[]): Promise<boolean> {
  return (await db.identity.count({ where: { userId, issuer: { in: [...issuers] } } })) > 0
}

/**
 * Takes a sign-on from the actor's account, and ends the sessions that it began.
 * @throws AppError `conflict` for somebody who could not sign in any more
 */
export async function detach(actor: { id: string }, issuers: readonly string[]): Promise<void> {
  const those = { userId: actor.id, issuer: { in: [...issuers] } }
  await db.$transaction(async (tx) => {
    const { passwordHash } = await tx.user.findUniqueOrThrow({ where: { id: actor.id } })
    if (passwordHash === null)
      throw new AppError('conflict', { message: 'You have no password here, so this is how you sign in.' })
    if ((await tx.identity.deleteMany({ where: those })).count === 0) return
    await tx.session.deleteMany({ where: those })
    await recordAudit(tx, actor, { action: 'identity.unlink', subject: actor.id, detail: { issuer: issuers[0] ?? '' } })
  })
}
