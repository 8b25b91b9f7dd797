import { useEffect, useState } from 'react'

/** How long answers scroll: with the page, or each pane by itself, or both panes together. */
export const SCROLLING = ['page', 'panes', 'aligned'] as const
export type Scrolling = (typeof SCROLLING)[number]

/** Minutes after which a break is suggested; 0 is never. */
export const BREAKS = [0, 20, 45, 60] as const

export type Display = { scrolling: Scrolling; raw: boolean; breakAfter: number }

const USUAL: Display = { scrolling: 'page', raw: false, breakAfter: 45 }
const settingOf = (person: string) => `evenhand:display:${person}`

/** How a person wants to see the pairs, kept in this browser. */
export function useDisplay(person: string): [Display, (change: Partial<Display>) => void] {
  const [display, setDisplay] = useState(USUAL)
  useEffect(() => setDisplay(readDisplay(localStorageOrNull()?.getItem(settingOf(person)) ?? null)), [person])
  return [
    display,
    (change) => {
      const next = { ...display, ...change }
      setDisplay(next)
      try {
        localStorageOrNull()?.setItem(settingOf(person), JSON.stringify(next))
      } catch {
        // Storage is full: the choice holds for this page.
      }
    },
  ]
}

/** What was kept, with the usual in the place of what cannot be. */
function readDisplay(kept: string | null): Display {
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
