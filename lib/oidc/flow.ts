import 'server-only'
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  fetchUserInfo,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { z } from 'zod'
import { sameSitePath } from '@/lib/auth/same-site-path'
import { openFor, sealFor } from '@/lib/auth/sealed'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { hasGroups, readClaims, type SignOn } from './claims'
import { openProvider, unreachable } from './provider'
import type { OidcSettings } from './settings'

/** How long somebody may take at the provider. */
export const AWAY_SECONDS = 15 * 60

/** What a browser keeps sealed while its holder is at the provider: the answer has to fit it. */
const Errand = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** Who wants to connect their account; null for somebody who signs in. */
  userId: z.string().nullable(),
})
type Errand = z.output<typeof Errand>

const PURPOSE = 'sign-on errand'

/** A path that fits into a cookie beside the rest; the start page for a longer one. */
const LONGEST_NEXT = 800

/**
 * Sends somebody to the provider.
 * @returns the address there, and what their browser keeps until they are back
 * @throws AppError `sign_on_unreachable`
 */
export async function beginSignOn(
  settings: OidcSettings,
  { next, userId = null }: { next: string; userId?: string | null },
): Promise<{ address: string; errand: string }> {
  const provider = await openProvider(settings)
  const path = sameSitePath(next)
  const errand: Errand = {
    ...{ state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier(), userId },
    next: path.length > LONGEST_NEXT ? '/' : path,
  }
  const address = buildAuthorizationUrl(provider, {
    redirect_uri: settings.callback.href,
    scope: settings.scope,
    state: errand.state,
    nonce: errand.nonce,
    code_challenge: await calculatePKCECodeChallenge(errand.verifier),
    code_challenge_method: 'S256',
    ...(settings.prompt && { prompt: settings.prompt }),
  })
  return { address: address.href, errand: await sealFor(PURPOSE, errand, AWAY_SECONDS) }
}

/** What somebody's browser has kept; null when it is not ours, or too old. */
export async function openErrand(sealed: string | undefined): Promise<Errand | null> {
  return openFor(PURPOSE, sealed, Errand)
}

/**
 * Whom the provider sent back.
 * @param query what stands behind the callback's address
 * @throws AppError `sign_on_failed` when the answer is not to this errand, or not from the provider; `sign_on_unreachable`
 */
export async function finishSignOn(
  settings: OidcSettings,
  query: string,
  errand: Errand,
): Promise<{ signOn: SignOn; idToken: string | null }> {
  const provider = await openProvider(settings)
  const answer = new URL(settings.callback)
  answer.search = query
  const { state, nonce, verifier } = errand
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
  const tokens = await authorizationCodeGrant(provider, answer, checks).catch((cause) => {
    throw failureOf(cause)
  })
  const claims = tokens.claims()
  if (!claims) throw new AppError('sign_on_failed')
  const all = await completeClaims(provider, settings, claims, tokens.access_token)
  return { signOn: readClaims(all, settings), idToken: tokens.id_token ?? null }
}

/** Some providers say who somebody is in the token, and their e-mail and groups only when they are asked with it. */
async function completeClaims(
  provider: Configuration,
  settings: OidcSettings,
  claims: IDToken,
  accessToken: string,
): Promise<Record<string, unknown>> {
  const isComplete = claims.email !== undefined && claims.name !== undefined && hasGroups(claims, settings)
  if (isComplete || !provider.serverMetadata().userinfo_endpoint) return claims
  const more = await fetchUserInfo(provider, accessToken, claims.sub).catch((cause) => {
    throw failureOf(cause)
  })
  // What is signed counts before what is not.
  return { ...more, ...claims }
}

/** No answer is one thing, an answer that does not hold another. */
function failureOf(cause: unknown): AppError {
  const { code, status } = cause as { code?: unknown; status?: unknown }
  const isAway = code === 'OAUTH_TIMEOUT' || cause instanceof TypeError || (typeof status === 'number' && status >= 500)
  if (isAway) return unreachable(cause)
  log.warn({ err: cause }, 'an answer of the sign-on provider was refused')
  return new AppError('sign_on_failed', { cause })
}

/** Where somebody signs out at the provider as well; null where it has no such place, or cannot be asked. */
export async function signOutAddress(settings: OidcSettings, idToken: string | null): Promise<string | null> {
  try {
    const provider = await openProvider(settings)
    if (!provider.serverMetadata().end_session_endpoint) return null
    const back = new URL('/sign-in', settings.callback).href
    return buildEndSessionUrl(provider, { post_logout_redirect_uri: back, ...(idToken && { id_token_hint: idToken }) })
      .href
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return null
  }
}
