import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type Stopwatch, startStopwatch, type Timing } from './stopwatch'

/** Presses this soon after a pair or a question appears were meant for the one before. */
const REST_MS = 300
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'scroll', 'touchmove'] as const

/** What happens as pairs change: to the top, focus on the new heading, its clock, keys at rest for a moment. */
export function usePair(key: string | null, isPaused: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  const watch = useRef<Stopwatch | null>(null)
  /** Looks at a pair add up: one may go back to another and return. */
  const looks = useRef(new Map<string, Timing>())
  const shownAt = useRef(Number.NEGATIVE_INFINITY)
  const before = useRef(key)
  const isRunning = () => document.visibilityState === 'visible' && !isPaused

  useLayoutEffect(() => {
    const known = looks.current
    const current = startStopwatch(
      () => performance.now(),
      document.visibilityState === 'visible',
      known.get(key ?? ''),
    )
    watch.current = current
    if (before.current !== key) {
      before.current = key
      shownAt.current = performance.now()
      window.scrollTo(0, 0)
      if (key !== null) heading.current?.focus({ preventScroll: true })
    }
    return () => void known.set(key ?? '', current.read())
  }, [key])

  const update = useEffectEvent(() => watch.current?.setRunning(isRunning()))
  const wasPaused = useRef(isPaused)
  useEffect(() => {
    update()
    if (wasPaused.current && !isPaused) heading.current?.focus({ preventScroll: true })
    wasPaused.current = isPaused
  }, [isPaused])
  useEffect(() => {
    const onVisibility = () => update()
    const onLife = () => watch.current?.touch()
    document.addEventListener('visibilitychange', onVisibility)
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, onLife, { passive: true, capture: true })
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, onLife, { capture: true })
    }
  }, [])

  return {
    heading,
    /** Keeps keys at rest for a moment. */
    rest: () => {
      shownAt.current = performance.now()
    },
    isResting: () => performance.now() - shownAt.current < REST_MS,
    timing: (): Timing => watch.current?.read() ?? { elapsedMs: 0, activeMs: 0 },
  }
}
