import { useState } from 'react'

/** What was done since the page was opened, and since the last break. */
export function useSitting(breakAfter: number) {
  const [sitting, setSitting] = useState({ verdicts: 0, activeMs: 0, sinceBreakMs: 0 })
  const minutes = Math.floor(sitting.sinceBreakMs / 60_000)
  return {
    sitting,
    /** Minutes without a break, when it is time to suggest one. */
    breakAfter: breakAfter > 0 && minutes >= breakAfter ? minutes : null,
    add: (activeMs: number, isPractice: boolean) =>
      setSitting((now) => ({
        verdicts: now.verdicts + (isPractice ? 0 : 1),
        activeMs: now.activeMs + activeMs,
        sinceBreakMs: now.sinceBreakMs + activeMs,
      })),
    /** There was a break, or somebody wants none now. */
    rested: () => setSitting((now) => ({ ...now, sinceBreakMs: 0 })),
  }
}
