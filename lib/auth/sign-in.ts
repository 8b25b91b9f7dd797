import 'server-only'
import { z } from 'zod'
import { askPrepared, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countedAddress } from '@/lib/http/client-address'
import type { SecurityKind } from '@/lib/security/kinds'
import { recordSecurity } from '@/lib/security/record'
import { DEVICE_DAYS, hashDevice } from './device'
import { type Browser, letIn } from './let-in'
import { verifyPassword } from './password'
import { type Client, countAttempt, forgiveAttempt } from './sign-in-wait'

// Whatever does not parse is simply nobody's: it must not be told apart from a wrong password.
const Credentials = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()).catch(''),
  password: z.string().max(200).catch(''),
})

/** Whom a session is made out to, the session's id, and the cookie by which the browser is known from now on. */
export type NewSession = { id: string; name: string; email: string; stamp: string; device: string }

/**
 * Checks an e-mail and password, and begins a session in the place of the one the browser had. Unknown, wrong and disabled
 * get the same answer after the same work.
 * @throws AppError `sign_in_failed`, `too_many_attempts`; `password_expired` when it is right but was given by an admin, too
 *   long ago; FactorNeeded when it is right, and there is a second factor
 */
export async function signIn(given: { email?: unknown; password?: unknown }, browser: Browser): Promise<NewSession> {
  const { email, password } = Credentials.parse(given)
  const account = await findAccount(email, browser.device)
  const client = clientOf(account, browser)
  const note = (kind: SecurityKind) => recordSecurity(db, { kind, userId: account?.id ?? null, from: browser })
  await countAttempt({ account: email, client }, { userId: account?.id ?? null, from: browser })
  const matches = await verifyPassword(password, account?.passwordHash ?? null, Object.values(client)[0])
  const isRight = account !== null && matches && !account.isDisabled
  if (!isRight || account.isExpired) {
    await note('sign-in-failed')
    throw new AppError(isRight ? 'password_expired' : 'sign_in_failed')
  }
  const { id, name, passwordHash } = account
  if (account.hasFactor) {
    await forgiveAttempt({ account: email, client })
    throw new FactorNeeded(id, passwordHash)
  }
  const begun = await letIn(id, { passwordHash }, browser)
  if (!begun) throw new AppError('sign_in_failed')
  await forgiveAttempt({ account: email, client })
  return { id, name, email, ...begun }
}

/** The password is right, and is not enough. */
export class FactorNeeded extends AppError {
  constructor(
    readonly userId: string,
    readonly passwordHash: string | null,
  ) {
    super('factor_needed')
  }
}

const Account = z.object({
  id: z.string(),
  name: z.string(),
  /** Null for somebody who signs in otherwise. */
  passwordHash: z.string().nullable(),
  isDisabled: z.boolean(),
  /** Whether its password was given by an admin, too long ago. */
  isExpired: z.boolean(),
  hasFactor: z.boolean(),
  /** Whether it was signed in from this browser before. */
  isKnown: z.boolean(),
})

/** One statement whether there is an account or not, and whether its browser is known. */
async function findAccount(email: string, device: string | null): Promise<z.output<typeof Account> | null> {
  const text = `
    SELECT u.id, u.name, u."passwordHash", u."disabledAt" IS NOT NULL AS "isDisabled",
      coalesce(u."passwordExpiresAt" < now(), false) AS "isExpired",
      u."secondFactorAt" IS NOT NULL AS "hasFactor",
      EXISTS (SELECT FROM "KnownDevice" d WHERE d."userId" = u.id AND d.device = $2
        AND d."seenAt" > now() - make_interval(days => ${DEVICE_DAYS})) AS "isKnown"
    FROM "User" u WHERE u.email = $1`
  const rows = await askPrepared('find account', text, [email, device && hashDevice(device)])
  return z.array(Account).parse(rows)[0] ?? null
}

/** Whom tries are counted against. */
function clientOf(account: { isKnown: boolean } | null, { address, device }: Browser): Client {
  return account?.isKnown && device ? { device } : { address: countedAddress(address) }
}
