import 'server-only'
import { type Begun, type Browser, letIn } from '@/lib/auth/let-in'
import type { Role } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { SignOn } from '@/lib/oidc/claims'
import type { OidcSettings } from '@/lib/oidc/settings'
import { recordSecurity } from '@/lib/security/record'
import { seal } from '@/lib/security/seal'
import { findInvite } from './find-invite'
import { type Account, findByIdentity, findToJoinAtOnce, isOfDomains, joinAccount, makeAccount } from './identities'
import { syncRole } from './sync-role'

/** Somebody is in, or has to show first that an account here is theirs. */
export type SignOnOutcome = ({ kind: 'in'; userId: string } & Begun) | { kind: 'prove' }

type Arrival = {
  signOn: SignOn
  /** Kept, sealed, with the session where signing out asks for it. */
  idToken: string | null
  browser: Browser
}

/**
 * Lets somebody in whom the provider vouches for. An account is found by issuer and subject alone. Who has none here gets
 * one where that is allowed; one that is here already is joined after its holder has proven that it is theirs.
 * @param next where they want to go: an invite link makes an account for them as it does for others
 * @throws AppError `sign_on_refused` for somebody who has no role, may have no account, or is disabled
 */
export async function signOnAs(settings: OidcSettings, arrival: Arrival, next: string): Promise<SignOnOutcome> {
  const account = (await findByIdentity(arrival.signOn)) ?? (await admit(settings, arrival.signOn, next))
  if (account) return { kind: 'in', userId: account.id, ...(await begin(settings, arrival, account)) }
  if (settings.link === 'never') throw await refused(arrival)
  return { kind: 'prove' }
}

/** A new account, or one that may be joined at once; null where neither may be. */
async function admit(settings: OidcSettings, signOn: SignOn, next: string): Promise<Account | null> {
  const present = await findToJoinAtOnce(settings, signOn)
  if (present) return joinAccount(present.id, signOn)
  const role = await roleOfNewcomer(settings, signOn, next)
  return role && makeAccount(signOn, role)
}

async function roleOfNewcomer(settings: OidcSettings, signOn: SignOn, next: string): Promise<Role | null> {
  const role = signOn.role ?? settings.defaultRole
  if (settings.signUp && isOfDomains(settings, signOn)) return role
  const token = /^\/join\/([^/?#]+)$/.exec(next)?.[1]
  const isInvited = token !== undefined && (await findInvite(token).then(() => true, asNone))
  // The link itself gives what it gives, once they are in.
  return isInvited ? (role ?? (settings.roles ? null : 'ANNOTATOR')) : null
}

function asNone(error: unknown): false {
  if (error instanceof AppError && error.code === 'invite_invalid') return false
  throw error
}

/**
 * Joins an account to whom the provider vouches for, and begins a session: its holder has just proven, by signing in to
 * it, that it is theirs.
 * @throws AppError `sign_on_taken` when they have another account here; `sign_on_refused`
 */
export async function signOnWithAccount(settings: OidcSettings, arrival: Arrival, userId: string): Promise<Begun> {
  return begin(settings, arrival, await joinAccount(userId, arrival.signOn))
}

async function begin(settings: OidcSettings, arrival: Arrival, account: Account): Promise<Begun> {
  const { signOn, idToken, browser } = arrival
  // Disabled here is disabled, whatever the provider says.
  if (account.disabledAt || !(await syncRole(settings, account, signOn))) throw await refused(arrival, account.id)
  const begun = await letIn(account.id, signOn, browser)
  if (!begun) throw await refused(arrival, account.id)
  if (settings.logout && idToken) {
    const sealed = await seal(begun.stamp, idToken)
    await db.session.update({ where: { id: begun.stamp }, data: { idToken: sealed }, select: { id: true } })
  }
  return begun
}

async function refused({ browser }: Arrival, userId?: string): Promise<AppError> {
  await recordSecurity(db, { kind: 'sign-on-failed', userId, from: browser })
  return new AppError('sign_on_refused')
}
