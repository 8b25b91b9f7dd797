import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { passwordStamp, verifyPassword } from './password'
import { countAttempt, forgiveAttempt } from './rate-limit'

// Whatever does not parse is simply nobody's: it must not be told apart from a wrong password.
const Credentials = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()).catch(''),
  password: z.string().max(200).catch(''),
})

type Signature = { email?: unknown; password?: unknown; address: string }

/** Whom a session is made out to. It ends when the password changes: `stamp` then differs. */
export type SignedIn = { id: string; name: string; email: string; stamp: string }

/**
 * Checks an e-mail and password. Unknown, wrong and disabled get the same answer after the same work.
 *
 * @param signature `address` is whom attempts are counted against, besides the e-mail
 * @throws AppError `sign_in_failed`, or `too_many_attempts`
 */
export async function signIn(signature: Signature): Promise<SignedIn> {
  const { email, password } = Credentials.parse(signature)
  const attempt = { email, address: signature.address }
  await countAttempt(attempt)
  const user = await db.user.findUnique({ where: { email } })
  const matches = await verifyPassword(password, user?.passwordHash ?? null)
  if (!user || !matches || user.disabledAt) throw new AppError('sign_in_failed')
  await forgiveAttempt(attempt)
  return { id: user.id, name: user.name, email: user.email, stamp: passwordStamp(user.passwordHash) }
}
