import { type CSSProperties, useEffect, useId, useRef } from 'react'
import type { PairText } from '@/lib/judgments/own-schema'
import type { Turn } from '@/lib/judgments/schema'
import { alignScrolling } from './align-scrolling'
import { countAligned } from './align-turns'
import { ResponsePane } from './response-pane'
import type { Scrolling } from './use-display'

type Props = { left: readonly Turn[]; right: readonly Turn[]; raw: PairText | null; scrolling: Scrolling }

/**
 * Two answers, side by side: turn by turn as long as the user says the same in both. The left one is on the left in every
 * language: verdicts, keys and the balance of sides are about where it was.
 */
export function ResponsePanes({ left, right, raw, scrolling }: Props) {
  const id = useId()
  const leftPane = useRef<HTMLElement>(null)
  const rightPane = useRef<HTMLElement>(null)
  useEffect(() => {
    if (scrolling !== 'aligned' || !leftPane.current || !rightPane.current) return undefined
    return alignScrolling(leftPane.current, rightPane.current)
  }, [scrolling])
  const turns = Math.max(left.length, right.length)
  const aligned = turns > 1 ? countAligned(left, right) : null
  // What stands beside nothing of its like has one row, together.
  const rows = aligned === null ? 1 : Math.min(turns, aligned + 1)
  const both = { aligned, scrolls: scrolling !== 'page' }
  return (
    <div
      className={`grid flex-1 grid-cols-1 border-y border-rule bg-surface spread:grid-cols-2 roomy:in-data-framed:min-h-0 roomy:in-data-framed:grid-rows-1 ${aligned === null ? '' : 'spread:grid-rows-[4.05rem_repeat(var(--turns),auto)_1fr]'}`}
      style={{ '--turns': rows } as CSSProperties}
      dir="ltr"
    >
      <ResponsePane
        {...{ side: 'a', id: `${id}a`, otherId: `${id}b`, turns: left, raw: raw?.left ?? null, ref: leftPane, ...both }}
      />
      <ResponsePane
        {...{
          side: 'b',
          id: `${id}b`,
          otherId: `${id}a`,
          turns: right,
          raw: raw?.right ?? null,
          ref: rightPane,
          ...both,
        }}
      />
    </div>
  )
}
