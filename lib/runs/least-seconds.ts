import 'server-only'
import { db } from '@/lib/db/client'

const MINUTE = 60

/**
 * How long calls take at least, at the rate a minute that was set for their provider: each takes its worst case of the rate.
 * @returns seconds; null where no rate was set
 */
export async function leastSeconds(providerId: string, of: { calls: number; tokens: number }): Promise<number | null> {
  const provider = await db.provider.findUnique({
    where: { id: providerId },
    select: { requestsPerMinute: true, tokensPerMinute: true },
  })
  const { requestsPerMinute = null, tokensPerMinute = null } = provider ?? {}
  const minutes = [
    ...(requestsPerMinute === null ? [] : [of.calls / requestsPerMinute]),
    ...(tokensPerMinute === null ? [] : [of.tokens / tokensPerMinute]),
  ]
  return minutes.length === 0 ? null : Math.max(...minutes) * MINUTE
}
