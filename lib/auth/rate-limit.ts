import 'server-only'
import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const MINUTE = 60

/** Attempts allowed: at one account from one address, from one address at all, and at one account from anywhere. */
const LIMITS = {
  pair: { points: 5, duration: 15 * MINUTE },
  // A class or a lab often shares an address; only failures stay counted.
  address: { points: 100, duration: 15 * MINUTE },
  // Addresses can be had by the thousand; this bounds guessing where the other two do not.
  email: { points: 100, duration: 60 * MINUTE },
} as const

type Name = keyof typeof LIMITS
export type Attempt = { email: string; address: string }

let limiters: Record<Name, RateLimiterPrisma> | undefined

/**
 * Counts an attempt to sign in, before it is made: parallel ones cannot slip past. Kept in Postgres, so that it holds
 * over processes and restarts.
 * @throws AppError `too_many_attempts`
 */
export async function countAttempt(attempt: Attempt): Promise<void> {
  // The narrowest first: whoever is stopped there uses up nobody else's allowance.
  for (const name of ['pair', 'email', 'address'] as const) {
    try {
      await limiter(name).consume(keyOf(name, attempt))
    } catch (reason) {
      if (reason instanceof RateLimiterRes) throw new AppError('too_many_attempts')
      throw reason
    }
  }
}

/** Takes a successful attempt back: the account starts afresh, and the address is not charged for it. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  await Promise.all([
    limiter('pair').delete(keyOf('pair', attempt)),
    limiter('email').delete(keyOf('email', attempt)),
    limiter('address').reward(keyOf('address', attempt)),
  ])
}

function limiter(name: Name): RateLimiterPrisma {
  limiters ??= { pair: make('pair'), address: make('address'), email: make('email') }
  return limiters[name]
}

function make(name: Name): RateLimiterPrisma {
  return new RateLimiterPrisma({
    ...LIMITS[name],
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix: `sign-in:${name}`,
  })
}

/** Hashed: the table then holds neither e-mails nor addresses. */
function keyOf(name: Name, { email, address }: Attempt): string {
  const of = { pair: [email, address], address: [address], email: [email] }[name]
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url')
}
