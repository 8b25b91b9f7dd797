import 'server-only'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { keyed } from '@/lib/auth/keyed'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countedAddress } from '@/lib/http/client-address'
import { recordSecurity } from '@/lib/security/record'

const TEN_MINUTES = 10 * 60

/**
 * Accounts that are asked for within ten minutes, at most. A class or a lab shares an address and joins at once: this is
 * to give whoever made the link time to see what goes on and to revoke it. How many may join at all is the link's own.
 */
const MOST = { address: 100, link: 300 } as const

/** Platforms send many at once, each of whom holds a place for a while only; a campus or a laboratory shares an address. */
const MOST_ARRIVALS = { address: 300, link: 3000 } as const

type Limits = Record<'address' | 'link', number>
type By = { address: string; link: string }

const limiters = new Map<string, RateLimiterPrisma>()

/**
 * Counts an account that is asked for, before anything is done for it. By address first, so that one alone cannot use up
 * what a link allows.
 * @throws AppError `too_many_joins`
 */
export async function countJoin(by: By): Promise<void> {
  await countBy('join', MOST, by)
}

/** Counts somebody who arrives from a crowd platform, likewise. @throws AppError `too_many_joins` */
export async function countArrival(by: By): Promise<void> {
  await countBy('arrival', MOST_ARRIVALS, by)
}

async function countBy(what: string, most: Limits, by: By): Promise<void> {
  for (const name of ['address', 'link'] as const) {
    try {
      const limiter = limiterOf(`${what}:${name}`, most[name])
      await limiter.consume(keyed(name === 'address' ? countedAddress(by.address) : by.link))
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason
      await recordSecurity(db, { kind: 'join-stopped', subject: by.link, from: { address: by.address } })
      throw new AppError('too_many_joins')
    }
  }
}

function limiterOf(keyPrefix: string, points: number): RateLimiterPrisma {
  const known = limiters.get(keyPrefix)
  if (known) return known
  const made = new RateLimiterPrisma({
    points,
    duration: TEN_MINUTES,
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix,
  })
  limiters.set(keyPrefix, made)
  return made
}
