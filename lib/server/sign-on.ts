import 'server-only'
import { sessionCookies } from '@/lib/auth/session-cookies'
import { FactorNeeded, signIn } from '@/lib/auth/sign-in'
import { AppError } from '@/lib/errors'
import { AWAY_SECONDS, beginSignOn, finishSignOn, openErrand } from '@/lib/oidc/flow'
import { type OidcSettings, oidcSettings } from '@/lib/oidc/settings'
import { openUnproven, PROVING_SECONDS, sealUnproven } from '@/lib/oidc/unproven'
import { joinAccount } from '@/lib/people/identities'
import { signOnAs, signOnWithAccount } from '@/lib/people/sign-on'
import { browserHere, keepStep, readStep, setCookies, takeStep } from './browser'

/** @throws AppError `not_found` where nobody signs in elsewhere */
function requireSettings(): OidcSettings {
  const settings = oidcSettings()
  if (!settings) throw new AppError('not_found')
  return settings
}

/**
 * Begins a sign-on in this browser.
 * @param userId of somebody who is signed in and wants to connect their account
 * @returns the address at the provider
 */
export async function startSignOn(next: string, userId: string | null): Promise<{ address: string }> {
  const { address, errand } = await beginSignOn(requireSettings(), { next, userId })
  await keepStep('sign-on', errand, AWAY_SECONDS)
  return { address }
}

/**
 * Ends a sign-on in the browser that began it.
 * @param query what the provider sent back
 * @returns where to go: a path on this site, which says what went wrong if something has
 */
export async function endSignOn(query: string): Promise<string> {
  const errand = await openErrand(await takeStep('sign-on'))
  const back = errand?.userId ? '/account?' : `/sign-in?next=${encodeURIComponent(errand?.next ?? '/')}&`
  try {
    if (!errand) throw new AppError('sign_on_failed')
    return await arrive(requireSettings(), query, errand)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return `${back}problem=${error.code}`
  }
}

async function arrive(
  settings: OidcSettings,
  query: string,
  errand: NonNullable<Awaited<ReturnType<typeof openErrand>>>,
): Promise<string> {
  const { signOn, idToken } = await finishSignOn(settings, query, errand)
  const browser = await browserHere()
  if (errand.userId) {
    // Whoever began is signed in still, in the browser that comes back.
    if (browser.session?.userId !== errand.userId) throw new AppError('sign_on_failed')
    await joinAccount(errand.userId, signOn)
    return '/account'
  }
  const outcome = await signOnAs(settings, { signOn, idToken, browser }, errand.next)
  if (outcome.kind === 'prove') {
    await keepStep('unproven', await sealUnproven(signOn, errand.next), PROVING_SECONDS)
    return '/sign-in/connect'
  }
  await setCookies(await sessionCookies(outcome.userId, outcome))
  return errand.next
}

/** Whom the provider vouched for in this browser, and who has yet to show which account is theirs. */
export async function readUnproven() {
  return openUnproven(await readStep('unproven'))
}

/**
 * Joins whom the provider vouched for to an account, whose e-mail and password prove it: as strictly as signing in.
 * @returns where they wanted to go
 * @throws AppError as `signIn` does; `sign_on_failed` after too long; `sign_on_taken`, `sign_on_refused`
 */
export async function connectByPassword(given: { email: string; password: string }): Promise<{ next: string }> {
  const settings = requireSettings()
  const unproven = await readUnproven()
  if (!unproven || settings.link === 'never') throw new AppError('sign_on_failed')
  const browser = await browserHere()
  const { id, stamp, device } = await signIn(given, browser).catch(sayWhere)
  // The session by sign-on takes the place of the one that the password began.
  const again = { ...browser, device, session: { userId: id, stamp } }
  const begun = await signOnWithAccount(settings, { signOn: unproven, idToken: null, browser: again }, id)
  await setCookies(await sessionCookies(id, begun))
  await takeStep('unproven')
  return { next: unproven.next }
}

function sayWhere(error: unknown): never {
  if (!(error instanceof FactorNeeded)) throw error
  const message = 'This account has a second factor. Sign in to it first, then connect it under “Your account”.'
  throw new AppError('factor_needed', { message, cause: error })
}
