import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { Haste } from '@/lib/engine/schema'
import type { DeskStudy } from '@/lib/judgments/schema'
import { type Asked, askedOf, type Ends, endsInView, FRESH, hasteOf, type Look } from './haste'

/** What is asked before a hasty verdict is taken. */
export type HastyQuestion = { haste: Haste; seconds: number }

/**
 * Watches what of the pair on the screen has been seen, for studies that ask before they take a hasty verdict.
 * @param key the pair's, or null while there is none @param activeMs how long somebody has been there
 */
export function useHaste(
  study: DeskStudy,
  key: string | null,
  heading: RefObject<HTMLElement | null>,
  activeMs: () => number,
  ends: Ends,
) {
  const looks = useRef(new Map<string, Look>())
  const lookAt = () => looks.current.get(key ?? '') ?? FRESH
  const write = (part: Partial<Look>) => void looks.current.set(key ?? '', { ...lookAt(), ...part })
  const watch = useEffectEvent(() => {
    const main = heading.current?.closest('main')
    if (!study.readToEnd || key === null || !main) return
    write({ ended: new Set([...lookAt().ended, ...endsInView(main).map((place) => place + ends.now)]) })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes with the next turn may be in view to its end at once
  useEffect(() => {
    if (key === null) return undefined
    const frame = requestAnimationFrame(() => watch())
    return () => cancelAnimationFrame(frame)
  }, [key, ends.now])
  useEffect(() => {
    const listener = () => watch()
    window.addEventListener('scroll', listener, { passive: true, capture: true })
    window.addEventListener('resize', listener)
    return () => {
      window.removeEventListener('scroll', listener, { capture: true })
      window.removeEventListener('resize', listener)
    }
  }, [])
  const now = (): Haste | null => {
    watch()
    return hasteOf(study, ends, lookAt(), activeMs())
  }
  return {
    /** It is uncovered now: looking begins. */
    uncovered: () => write({ covered: activeMs() }),
    /** What to ask before a verdict is taken now; null when it is not hasty, or was asked about before. */
    question(): HastyQuestion | null {
      const haste = lookAt().asked ? null : now()
      if (!haste) return null
      write({ asked: haste })
      return { haste, seconds: Math.floor((activeMs() - lookAt().covered) / 1000) }
    },
    /** What goes with a verdict given now. */
    asked: (): Asked => askedOf(lookAt(), lookAt().asked && now()),
  }
}
