import { useEffect, useLayoutEffect, useRef } from 'react'
import { type Stopwatch, startStopwatch, type Timing } from './stopwatch'

/** Presses this soon after a pair appears were meant for the one before. */
const REST_MS = 300

/** What happens as pairs change: to the top, focus on the new heading, clock to zero, keys at rest for a moment. */
export function usePair(key: string | null) {
  const heading = useRef<HTMLHeadingElement>(null)
  const watch = useRef<Stopwatch | null>(null)
  const shownAt = useRef(Number.NEGATIVE_INFINITY)
  const before = useRef(key)

  useLayoutEffect(() => {
    watch.current = startStopwatch(() => performance.now(), document.visibilityState === 'visible')
    if (before.current === key) return
    before.current = key
    shownAt.current = performance.now()
    window.scrollTo(0, 0)
    if (key !== null) heading.current?.focus({ preventScroll: true })
  }, [key])

  useEffect(() => {
    const listener = () => watch.current?.setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  }, [])

  return {
    heading,
    isResting: () => performance.now() - shownAt.current < REST_MS,
    timing: (): Timing => watch.current?.read() ?? { elapsedMs: 0, activeMs: 0 },
  }
}
