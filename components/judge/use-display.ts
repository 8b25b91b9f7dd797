import { useEffect, useState } from 'react'

/** How long answers scroll: with the page, or each pane by itself, or both panes together. */
export const SCROLLING = ['page', 'panes', 'aligned'] as const
export type Scrolling = (typeof SCROLLING)[number]

/** Minutes after which a break is suggested; 0 is never. */
export const BREAKS = [0, 20, 45, 60] as const

export type Display = { scrolling: Scrolling; raw: boolean; breakAfter: number }

const USUAL: Display = { scrolling: 'page', raw: false, breakAfter: 45 }
const SETTING = 'evenhand:display'

/** How this browser's annotator wants to see the pairs. */
export function useDisplay(): [Display, (change: Partial<Display>) => void] {
  const [display, setDisplay] = useState(USUAL)
  useEffect(() => setDisplay(readDisplay(localStorageOrNull()?.getItem(SETTING) ?? null)), [])
  return [
    display,
    (change) => {
      const next = { ...display, ...change }
      setDisplay(next)
      try {
        localStorageOrNull()?.setItem(SETTING, JSON.stringify(next))
      } catch {
        // Storage is full: the choice holds for this page.
      }
    },
  ]
}

/** What was kept, with the usual in the place of what cannot be. */
export function readDisplay(kept: string | null): Display {
  try {
    const { scrolling, raw, breakAfter } = { ...USUAL, ...(JSON.parse(kept ?? '{}') as Partial<Display>) }
    return {
      scrolling: SCROLLING.find((each) => each === scrolling) ?? USUAL.scrolling,
      raw: raw === true,
      breakAfter: BREAKS.find((minutes) => minutes === breakAfter) ?? USUAL.breakAfter,
    }
  } catch {
    return USUAL
  }
}

function localStorageOrNull(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
