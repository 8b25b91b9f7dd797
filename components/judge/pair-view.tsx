import { type CSSProperties, type Ref, useEffect, useId, useRef } from 'react'
import type { PairText } from '@/lib/judgments/own-schema'
import type { DeskPair } from '@/lib/judgments/schema'
import { alignScrolling } from './align-scrolling'
import { Prompt } from './prompt'
import { ResponsePane } from './response-pane'
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
  /** Stands before the pair, which can then be neither read nor heard. */
  cover?: React.ReactNode
}

/** Not hidden, which would leave its layout to the moment it is wanted. Fixed, so that nothing scrolls to it. */
const WAITING = 'invisible fixed inset-x-0 top-0'
/** Nothing of it can be read, or reached, until asked for. */
const COVERED = 'flex max-h-[70dvh] flex-[1_1_0] flex-col overflow-hidden opacity-50 blur-md select-none'

/** A prompt and two answers. Give it a key: the next pair is a new page. */
export function PairView({
  pair,
  isWaiting = false,
  raw,
  framing,
  title,
  keysOn,
  scrolling,
  headingRef,
  cover,
}: Props) {
  const t = useTranslations('practice')
  const id = useId()
  const prompt = useRef<HTMLDetailsElement>(null)
  const left = useRef<HTMLElement>(null)
  const right = useRef<HTMLElement>(null)
  useKeys(keysOn && !isWaiting, {
    keys: {
      q: () => {
        if (prompt.current) prompt.current.open = !prompt.current.open
      },
    },
  })
  useEffect(() => {
    if (scrolling !== 'aligned' || !left.current || !right.current) return undefined
    return alignScrolling(left.current, right.current)
  }, [scrolling])
  const turns = Math.max(pair.left.length, pair.right.length)
  const scrolls = scrolling !== 'page'
  return (
    <main
      className={`flex flex-1 flex-col [--font-serif:var(--font-reading)] roomy:in-data-framed:min-h-0 has-data-[part=cover]:min-h-96 ${isWaiting ? WAITING : 'relative'}`}
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
        <div
          className={`grid flex-1 grid-cols-1 border-y border-rule bg-surface spread:grid-cols-2 roomy:in-data-framed:min-h-0 roomy:in-data-framed:grid-rows-1 ${turns > 1 ? 'spread:grid-rows-[4.05rem_repeat(var(--turns),auto)_1fr]' : ''}`}
          style={{ '--turns': turns } as CSSProperties}
        >
          <ResponsePane
            {...{ side: 'a', id: `${id}a`, otherId: `${id}b`, scrolls }}
            turns={pair.left}
            raw={raw?.left ?? null}
            ref={left}
          />
          <ResponsePane
            {...{ side: 'b', id: `${id}b`, otherId: `${id}a`, scrolls }}
            turns={pair.right}
            raw={raw?.right ?? null}
            ref={right}
          />
        </div>
      </div>
    </main>
  )
}
