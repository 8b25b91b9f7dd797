const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

/** How long after a try that failed the next one is due. */
const PAUSES = [
  ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
  ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
]

/** Of a pause, so that what failed at once does not come again at once. */
const SPREAD = 0.2

/**
 * When a message is tried again, up to a fifth later than the pause says, and no sooner than its receiver wants; null when it was
 * tried often enough.
 * @param tries how often it was tried
 * @param retryAfter seconds that the receiver named; more than a day are a day
 * @param chance from 0 to 1
 */
export function nextTry(
  tries: number,
  retryAfter: number | null,
  { now = Date.now(), chance = Math.random() }: { now?: number; chance?: number } = {},
): Date | null {
  const pause = PAUSES[tries - 1]
  if (pause === undefined) return null
  const named = Math.min((retryAfter ?? 0) * SECOND, 24 * HOUR)
  return new Date(now + Math.max(pause * (1 + SPREAD * chance), named))
}
