import { type Ref, useRef } from 'react'
import type { PairText } from '@/lib/judgments/own-schema'
import type { DeskPair } from '@/lib/judgments/schema'
import type { Grading } from './graded-turns'
import { LoneResponse } from './lone-response'
import { Prompt } from './prompt'
import { ResponsePanes } from './response-panes'
import type { Scrolling } from './use-display'
import { useKeys } from './use-keys'
import { useTranslations } from './words'

type Props = {
  pair: DeskPair
  /** Laid out, but neither to be seen nor heard nor reached: its turn has not come. */
  isWaiting?: boolean
  /** What stands in the place of formatted text, for those who want to see it as it was written. */
  raw: PairText | null
  framing: string
  /** Names the pair for those who hear the page. */
  title: string
  keysOn: boolean
  scrolling: Scrolling
  headingRef: Ref<HTMLHeadingElement>
  /** How turns are graded; null where none are. */
  grading: Grading | null
  /** Stands before the pair, which can then be neither read nor heard. */
  cover?: React.ReactNode
}

/** Not hidden, which would leave its layout to the moment it is wanted. Fixed, so that nothing scrolls to it. */
const WAITING = 'invisible fixed inset-x-0 top-0'
/** One response and its prompt stand in the middle, in a column as wide as reads well. */
const COLUMN = '[--edge:max(var(--gutter),calc((100vw-42rem)/2))]'
/** Nothing of it can be read, or reached, until asked for. */
const COVERED = 'flex max-h-[70dvh] flex-[1_1_0] flex-col overflow-hidden opacity-50 blur-md select-none'

/** A prompt and two answers, or one response to rate. Give it a key: the next pair is a new page. */
export function PairView({
  pair,
  isWaiting = false,
  raw,
  framing,
  title,
  keysOn,
  scrolling,
  headingRef,
  grading,
  cover,
}: Props) {
  const t = useTranslations('practice')
  const prompt = useRef<HTMLDetailsElement>(null)
  useKeys(keysOn && !isWaiting, {
    keys: {
      q: () => {
        if (prompt.current) prompt.current.open = !prompt.current.open
      },
    },
  })
  return (
    <main
      className={`flex flex-1 flex-col [--font-serif:var(--font-reading)] roomy:in-data-framed:min-h-0 has-data-[part=cover]:min-h-96 ${pair.right ? '' : COLUMN} ${isWaiting ? WAITING : 'relative'}`}
      inert={isWaiting}
    >
      <h1 className="sr-only" tabIndex={-1} ref={headingRef}>
        {title}
      </h1>
      {pair.isPractice && (
        <p className="px-(--edge) pt-[0.6rem] text-sm font-semibold" data-part="practice">
          {t('mark')}
        </p>
      )}
      {cover}
      <div className={cover ? COVERED : 'contents'} data-part="texts" inert={Boolean(cover)}>
        <Prompt turns={pair.prompt} raw={raw?.prompt ?? null} framing={framing} keysOn={keysOn} ref={prompt} />
        {pair.right ? (
          <ResponsePanes left={pair.left} right={pair.right} raw={raw} scrolling={scrolling} />
        ) : (
          <LoneResponse
            {...{ turns: pair.left, raw: raw?.left ?? null, keysOn, grading, scrolls: scrolling !== 'page' }}
          />
        )}
      </div>
    </main>
  )
}
