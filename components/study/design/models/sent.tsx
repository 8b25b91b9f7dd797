'use client'

import { useMemo, useState } from 'react'
import { Messages } from '@/components/study/models/messages'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import { optionsOf } from '@/lib/designs/options-of'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput } from '@/lib/models/design'
import { buildRequest } from '@/lib/models/request'
import type { ExampleItem } from '@/lib/runs/example-item'
import { DesignTrouble } from './design-trouble'
import { Reads } from './reads'
import { type ModelSource, sendable } from './source'

type Props = { design: StudyInput; model: ModelInput; example: ModelSource['example'] }

/** In place of the code that each call has of its own. */
const CODE = 'the-code-of-this-call'

/** What a person reads and what a model is sent, side by side: the same texts, and one sentence on how to answer. */
export function Sent({ design, model, example }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [found, setFound] = useState<ExampleItem | null>(null)
  const item = found ?? placeholder(design.protocol === 'RATING')
  const messages = useMemo(() => messagesOf(design, model, item), [design, model, item])
  return (
    <Disclosure label="What a person reads, and what is sent" aside="side by side">
      <Note>
        Both change as you type. Nothing in what is sent names a system, a study or a response; the code in the tags is
        another one in each call, so that no answer can pretend to be ours.
      </Note>
      <div className="my-3">
        <Button onPress={() => submit(() => example({ design: sendable(design) }), setFound)} isPending={isPending}>
          {isPending ? 'Looking for one …' : 'Show it with an item of the prompt set'}
        </Button>
      </div>
      <DesignTrouble trouble={trouble} />
      <div className="grid grid-cols-2 gap-6 max-lg:grid-cols-[minmax(0,1fr)]">
        <Reads design={design} item={item} />
        <section className="min-w-0" aria-label="What is sent">
          <h3 className="mb-2 text-sm font-semibold">What is sent</h3>
          <Messages messages={messages} />
        </section>
      </div>
    </Disclosure>
  )
}

function messagesOf({ framing, instructions, criteria }: StudyInput, model: ModelInput, item: ExampleItem) {
  const asked = criteria.map((criterion, index) => ({
    ...{ id: String(index), question: criterion.question, options: optionsOf(criterion) },
    unit: 'unit' in criterion ? criterion.unit : ('RESPONSE' as const),
  }))
  return buildRequest({ framing, instructions, criteria: asked, ...item }, model, CODE).messages
}

const PROMPT: ExampleItem['prompt'] = [{ role: 'user', content: '(the prompt)' }]
const answer = (content: string): ExampleItem['left'] => [{ role: 'assistant', content }]
const PAIR: ExampleItem = {
  prompt: PROMPT,
  left: answer('(the answer shown left)'),
  right: answer('(the one shown right)'),
}
const LONE: ExampleItem = { prompt: PROMPT, left: answer('(the response)'), right: null }

/** Stands where no item is chosen yet. */
function placeholder(isRating: boolean): ExampleItem {
  return isRating ? LONE : PAIR
}
