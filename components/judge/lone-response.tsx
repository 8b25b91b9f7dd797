import { type Ref, useId } from 'react'
import type { Turn } from '@/lib/judgments/schema'
import { GradedTurns, type Grading } from './graded-turns'
import { Turns } from './turns'
import { useTranslations } from './words'

type Props = {
  turns: readonly Turn[]
  raw: readonly string[] | null
  keysOn: boolean
  /** Null where no turns are graded. */
  grading: Grading | null
  /** Whether it scrolls by itself, so that the keyboard must reach it. */
  scrolls: boolean
  ref?: Ref<HTMLElement>
}

/** The one response there is to rate, as wide as reads well, below its prompt. */
export function LoneResponse({ turns, raw, keysOn, grading, scrolls, ref }: Props) {
  const t = useTranslations('answer')
  const id = useId()
  return (
    <section
      className="flex-1 scroll-mt-0 border-y border-rule bg-surface px-(--edge) pt-4 pb-16 max-spread:pb-8 roomy:in-data-framed:overflow-y-auto roomy:in-data-framed:overscroll-contain roomy:in-data-framed:focus-visible:-outline-offset-3"
      data-answer="one"
      aria-labelledby={id}
      ref={ref}
      tabIndex={scrolls ? 0 : undefined}
    >
      {/* In a dialogue each turn says whose it is. */}
      <h2
        id={id}
        className={
          turns.length > 1 ? 'sr-only' : 'mb-[0.6rem] font-sans text-xs/[1.4] font-semibold tracking-normal text-ink-3'
        }
      >
        {t('one')}
      </h2>
      {grading ? (
        <GradedTurns {...{ turns, raw, keysOn, grading }} />
      ) : (
        <div>
          <Turns turns={turns} raw={raw} empty={t('empty')} />
        </div>
      )}
    </section>
  )
}
