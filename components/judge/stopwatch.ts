/**
 * How long a pair has been on the screen, and how much of that somebody was there: the page in view, not paused, and a
 * sign of life (a key, the pointer, scrolling) within the last minute. Whole milliseconds.
 */
export type Timing = { elapsedMs: number; activeMs: number }

export type Stopwatch = {
  setRunning: (running: boolean) => void
  /** A sign of life. */
  touch: () => void
  read: () => Timing
}

/** After this long without a sign of life nobody is taken to read. */
export const IDLE_MS = 60_000

/** Starts at once. @param now a clock in milliseconds that never runs back @param before what earlier looks add up to */
export function startStopwatch(now: () => number, runningAtStart: boolean, before?: Timing): Stopwatch {
  const start = now()
  let active = 0
  let since = runningAtStart ? start : null
  let alive = start
  const activeNow = () => active + (since === null ? 0 : Math.max(0, Math.min(now(), alive + IDLE_MS) - since))
  return {
    setRunning(running) {
      if (running === (since !== null)) return
      active = activeNow()
      since = running ? now() : null
      alive = now()
    },
    touch() {
      active = activeNow()
      alive = now()
      if (since !== null) since = alive
    },
    read: () => ({
      elapsedMs: Math.round((before?.elapsedMs ?? 0) + now() - start),
      activeMs: Math.round((before?.activeMs ?? 0) + activeNow()),
    }),
  }
}
