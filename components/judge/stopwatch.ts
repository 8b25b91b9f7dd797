/** How long a pair has been on the screen, and how much of that in view; whole milliseconds. */
export type Timing = { elapsedMs: number; activeMs: number }

export type Stopwatch = {
  setVisible: (visible: boolean) => void
  read: () => Timing
}

/** Starts at once. @param now a clock in milliseconds that never runs back */
export function startStopwatch(now: () => number, visibleAtStart: boolean): Stopwatch {
  const start = now()
  let active = 0
  let visibleSince = visibleAtStart ? start : null
  const activeNow = () => active + (visibleSince === null ? 0 : now() - visibleSince)
  return {
    setVisible(visible) {
      if (visible === (visibleSince !== null)) return
      active = activeNow()
      visibleSince = visible ? now() : null
    },
    read: () => ({ elapsedMs: Math.round(now() - start), activeMs: Math.round(activeNow()) }),
  }
}
