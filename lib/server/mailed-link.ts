import 'server-only'
import { sessionCookies } from '@/lib/auth/session-cookies'
import { resetByLink, signInByLink } from '@/lib/people/use-link'
import { browserHere, setCookies } from './browser'

/** Signs this browser in by a mailed link. @throws AppError `link_over` */
export async function enterByLink(token: string): Promise<void> {
  const begun = await signInByLink(token, await browserHere())
  await setCookies(await sessionCookies(begun.userId, begun))
}

/** Sets another password by a mailed link, and signs this browser in. @throws AppError `link_over`, `invalid` */
export async function resetAndEnter(input: { token: string; password: string }): Promise<void> {
  const begun = await resetByLink(input, await browserHere())
  await setCookies(await sessionCookies(begun.userId, begun))
}
