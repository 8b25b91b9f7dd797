import type { Ref } from 'react'
import { directionOf } from '@/lib/i18n/languages'
import type { Turn } from '@/lib/judgments/schema'
import { Turns } from './turns'
import { useLocale, useTranslations } from './words'

type Props = {
  side: 'a' | 'b'
  id: string
  otherId: string
  turns: readonly Turn[]
  raw: readonly string[] | null
  /** How many turns share rows with those of the other; null where neither has more than one. */
  aligned: number | null
  /** Whether it scrolls by itself, so that the keyboard must reach it. */
  scrolls: boolean
  ref?: Ref<HTMLElement>
}

/** A page, its text as wide as reads well; by itself where answers scroll in frames. */
const LEAF =
  'min-w-0 scroll-mt-0 pr-(--right) pl-(--left) pb-16 max-spread:pb-8 max-spread:[--left:var(--gutter)] max-spread:[--right:var(--gutter)] roomy:in-data-framed:block roomy:in-data-framed:overflow-y-auto roomy:in-data-framed:overscroll-contain roomy:in-data-framed:row-auto roomy:in-data-framed:focus-visible:-outline-offset-3 [&_.md]:max-w-146 max-spread:[&_.md]:max-w-168'
/** Facing pages: the outer edge is the screen's, the fold lies between, whichever way lines read. */
const SIDES = {
  a: '[--left:var(--edge)] [--right:2.75rem]',
  b: 'border-rule [--left:2.75rem] [--right:var(--edge)] max-spread:border-t max-spread:border-rule-strong spread:border-l',
}
/** Turns of a conversation stand beside their counterparts: rows are shared with the other page. */
const BY_TURN = 'spread:row-span-full spread:grid spread:grid-rows-subgrid spread:content-start'
/** In a grid as high as the page, so that it sticks all the way; the turns lie over it. */
const HEAD =
  'sticky top-0 z-1 -mr-(--right) -ml-(--left) mb-[1.15rem] flex min-h-[2.9rem] items-center justify-between border-b border-rule bg-surface pr-(--right) pl-(--left) max-spread:min-h-11 zoomed:static'

/** One of the two answers. Both go through here and differ in nothing but the letter. */
export function ResponsePane({ side, id, otherId, turns, raw, aligned, scrolls, ref }: Props) {
  const t = useTranslations('answer')
  const direction = directionOf(useLocale())
  const isByTurn = aligned !== null
  return (
    <section
      className={`${LEAF} ${SIDES[side]} ${isByTurn ? BY_TURN : ''}`}
      // The panes' places are not the reading direction's to choose, what is in them is.
      dir={direction}
      data-answer={side}
      aria-labelledby={id}
      ref={ref}
      tabIndex={scrolls ? 0 : undefined}
    >
      <header className={`${HEAD} ${isByTurn ? 'spread:self-start spread:[grid-area:1/1/-1]' : ''}`}>
        <h2 id={id} className="font-sans text-base/none font-semibold tracking-normal">
          {t(side)}
        </h2>
        <a className="mt-0 hidden min-h-(--target) items-center text-sm max-spread:inline-flex" href={`#${otherId}`}>
          {t(side === 'a' ? 'toB' : 'toA')}
        </a>
      </header>
      <Turns turns={turns} raw={raw} empty={t('empty')} aligned={aligned ?? turns.length} />
    </section>
  )
}
