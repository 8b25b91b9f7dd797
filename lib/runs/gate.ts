/** After the first failure it is waited so long, then twice as long each time, up to the longest. */
const FIRST_MS = 500
const LONGEST_MS = 5 * 60_000

/** So many failures in a row, hours of them, and nothing is going to come: somebody has to look. */
export const MOST_FAILURES = 30

/** Keeps all calls of a run waiting while the provider wants to be left alone. */
export type Gate = {
  /** Until when, in milliseconds since 1970. */
  until: () => number
  /** Which wait came last: calls that began before it fail for the same reason. */
  since: () => number
  /** Failures since something last succeeded; those of calls that were under way at once are one. */
  failures: () => number
  /** @returns until when it is waited */
  fail: (since: number, retryAfterMs: number | null) => Date
  succeed: () => void
}

/**
 * @param known until when another process was told to wait
 * @param draw a number from 0 to 1, so that processes that were refused together do not come back together
 */
export function makeGate(known: Date | null = null, draw: () => number = Math.random): Gate {
  let [until, since, failures] = [known?.getTime() ?? 0, 0, 0]
  return {
    until: () => until,
    since: () => since,
    failures: () => failures,
    fail: (began, retryAfterMs) => {
      if (began === since) {
        since++
        failures++
      }
      const grown = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
      // What the provider asks for is honoured, whatever its length.
      const wait = retryAfterMs ?? grown * (0.5 + draw() / 2)
      until = Math.max(until, Date.now() + wait)
      return new Date(until)
    },
    succeed: () => {
      failures = 0
    },
  }
}
