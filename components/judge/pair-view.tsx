import { type Ref, useId, useRef } from 'react'
import type { DeskPair } from '@/lib/judgments/schema'
import { Prompt } from './prompt'
import { ResponsePane } from './response-pane'
import { useKeys } from './use-keys'

type Props = {
  pair: DeskPair
  framing: string
  /** Names the pair for those who hear the page. */
  title: string
  keysOn: boolean
  headingRef: Ref<HTMLHeadingElement>
}

/** A prompt and two answers. Give it a key: the next pair is a new page. */
export function PairView({ pair, framing, title, keysOn, headingRef }: Props) {
  const id = useId()
  const prompt = useRef<HTMLDetailsElement>(null)
  useKeys(keysOn, {
    keys: {
      q: () => {
        if (prompt.current) prompt.current.open = !prompt.current.open
      },
    },
  })
  return (
    <main>
      <h1 className="sr" tabIndex={-1} ref={headingRef}>
        {title}
      </h1>
      {pair.isPractice && <p className="practice-mark">Practice: this pair is not counted.</p>}
      <Prompt turns={pair.prompt} framing={framing} keysOn={keysOn} ref={prompt} />
      <div className="spread">
        <ResponsePane side="a" id={`${id}a`} otherId={`${id}b`} turns={pair.left} />
        <ResponsePane side="b" id={`${id}b`} otherId={`${id}a`} turns={pair.right} />
      </div>
    </main>
  )
}
