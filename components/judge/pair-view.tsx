import type { Ref } from 'react'
import type { DeskPair } from '@/lib/judgments/schema'
import { Prompt } from './prompt'
import { ResponsePane } from './response-pane'

type Props = {
  pair: DeskPair
  framing: string
  /** Names the pair for those who hear the page. */
  title: string
  keysOn: boolean
  headingRef: Ref<HTMLHeadingElement>
  promptRef: Ref<HTMLDetailsElement>
}

/** A prompt and two answers. Give it a key: the next pair is a new page. */
export function PairView({ pair, framing, title, keysOn, headingRef, promptRef }: Props) {
  return (
    <main>
      <h1 className="sr" tabIndex={-1} ref={headingRef}>
        {title}
      </h1>
      <Prompt turns={pair.prompt} framing={framing} keysOn={keysOn} ref={promptRef} />
      <div className="spread">
        <ResponsePane side="a" turns={pair.left} />
        <ResponsePane side="b" turns={pair.right} />
      </div>
    </main>
  )
}
