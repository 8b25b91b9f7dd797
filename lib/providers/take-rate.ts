import 'server-only'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '@/lib/db/client'
import { takeLane } from './lanes'
import { pauseFor } from './pause-for'
import type { AskableProvider } from './question'

const MINUTE = 60

/** The counters of this process by what they count and how far: the counts themselves are in the database. */
const limiters = new Map<string, RateLimiterPrisma>()

type Limits = Pick<AskableProvider, 'id' | 'lanes' | 'requestsPerMinute' | 'tokensPerMinute'>

/**
 * Waits until a call of so many tokens may go out: for one of the provider's lanes, then for its requests and tokens a minute,
 * of all processes together.
 *
 * @param tokens what the call can use at most; one that is larger than a minute's worth takes a whole minute
 * @returns gives the lane back; called once the call has ended, however it did
 * @throws the signal's reason when it is aborted meanwhile; then nothing is held
 */
export async function takeRate(provider: Limits, tokens: number, signal?: AbortSignal): Promise<() => Promise<void>> {
  const { id, lanes, requestsPerMinute, tokensPerMinute } = provider
  const giveBack = await takeLane(id, lanes, signal)
  try {
    if (requestsPerMinute !== null) await take(`requests:${id}`, { points: 1, most: requestsPerMinute }, signal)
    if (tokensPerMinute !== null) await take(`tokens:${id}`, { points: tokens, most: tokensPerMinute }, signal)
    return giveBack
  } catch (error) {
    await giveBack()
    throw error
  }
}

type Wanted = { points: number; most: number }

async function take(what: string, { points, most }: Wanted, signal: AbortSignal | undefined): Promise<void> {
  const limiter = limiters.get(`${what}:${most}`) ?? makeLimiter(most)
  limiters.set(`${what}:${most}`, limiter)
  for (;;) {
    signal?.throwIfAborted()
    try {
      await limiter.consume(what, Math.min(Math.max(Math.ceil(points), 1), most))
      return
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason
      await pauseFor(reason.msBeforeNext + 1, signal)
    }
  }
}

function makeLimiter(points: number): RateLimiterPrisma {
  return new RateLimiterPrisma({
    ...{ points, duration: MINUTE, storeClient: db, tableName: 'rateLimiterFlexible', keyPrefix: 'provider' },
  })
}
