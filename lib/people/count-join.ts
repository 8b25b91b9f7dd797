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

let limiters: Record<keyof typeof MOST, RateLimiterPrisma> | undefined

/**
 * Counts an account that is asked for, before anything is done for it. By address first, so that one alone cannot use up
 * what a link allows.
 * @throws AppError `too_many_joins`
 */
export async function countJoin(by: { address: string; link: string }): Promise<void> {
  limiters ??= { address: make('address'), link: make('link') }
  for (const name of ['address', 'link'] as const) {
    try {
      await limiters[name].consume(keyed(name === 'address' ? countedAddress(by.address) : by.link))
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason
      await recordSecurity(db, { kind: 'join-stopped', subject: by.link, from: { address: by.address } })
      throw new AppError('too_many_joins')
    }
  }
}

function make(name: keyof typeof MOST): RateLimiterPrisma {
  return new RateLimiterPrisma({
    points: MOST[name],
    duration: TEN_MINUTES,
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix: `join:${name}`,
  })
}
