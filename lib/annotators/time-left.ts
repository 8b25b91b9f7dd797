/** So many verdicts tell how fast somebody is. */
const KNOWN_FROM = 5

type Work = {
  judged: number
  activeMs: number
  /** Pairs to come. */
  left: number
  /** Seconds that the design reckons with for each. */
  planned: number
}

/** Minutes that the rest of somebody's share will take: at their own pace once it is known, else as planned. */
export function timeLeft({ judged, activeMs, left, planned }: Work): number {
  if (left <= 0) return 0
  const own = activeMs / 1000 / judged
  const seconds = judged >= KNOWN_FROM && own > 0 ? own : planned
  return Math.max(1, Math.round((left * seconds) / 60))
}
