import 'server-only'
import type { Begun } from '@/lib/auth/let-in'
import { sessionCookies } from '@/lib/auth/session-cookies'
import { FactorNeeded } from '@/lib/auth/sign-in'
import { PENDING_SECONDS, sealPending } from '@/lib/factors/pending'
import { resetByLink, signInByLink } from '@/lib/people/use-link'
import { browserHere, keepStep, setCookies } from './browser'

/** Signs this browser in by a mailed link. @returns where to go on @throws AppError `link_over` */
export async function enterByLink(token: string): Promise<{ next: string }> {
  return goIn(signInByLink(token, await browserHere()))
}

/** Sets another password by a mailed link, and signs this browser in. @throws AppError `link_over`, `invalid` */
export async function resetAndEnter(input: { token: string; password: string }): Promise<{ next: string }> {
  return goIn(resetByLink(input, await browserHere()))
}

/** Where there is a second factor, a mail is as good as the password and no better. */
async function goIn(entering: Promise<Begun & { userId: string }>): Promise<{ next: string }> {
  try {
    const begun = await entering
    await setCookies(await sessionCookies(begun.userId, begun))
    return { next: '/' }
  } catch (error) {
    if (!(error instanceof FactorNeeded)) throw error
    await keepStep('factor', await sealPending(error), PENDING_SECONDS)
    return { next: '/sign-in/factor' }
  }
}
