'use client'

import { Note } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import { type KnownItemInput, pairsOf } from '@/lib/protocols/comparison/design'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import { FindPrompt, type FindPrompts } from './find-prompt'
import { KnownItem } from './known-item'
import { PartError, type PartProps } from './part'

type Props = PartProps & {
  choices: DesignChoices
  prompts: ReadonlyMap<string, NamedPrompt>
  find: FindPrompts
  remember: (prompt: NamedPrompt) => void
}

/** Pairs with a known verdict: gold ones are hidden among the rest, practice ones come first and tell what was right. */
export function KnownItems({ design, change, errors, choices, prompts, find, remember }: Props) {
  const { known, promptSetId, criteria, comparisons } = design
  const setAll = (next: KnownItemInput[]) => change({ known: next })
  const systems = choices.systems
    .filter((system) => system.promptSetId === promptSetId)
    .map(({ systemId, name }) => ({ value: systemId, label: name }))
  const add = (kind: KnownItemInput['kind'], prompt: NamedPrompt) => {
    const free = pairsOf(comparisons).find(({ a, b }) => !known.some((each) => isSame(each, prompt.id, a, b)))
    remember(prompt)
    setAll([
      ...known,
      { kind, promptId: prompt.id, systemAId: free?.a ?? '', systemBId: free?.b ?? '', expected: '', feedback: '' },
    ])
  }
  if (!promptSetId) return <p className="text-ink-2">Choose a prompt set first.</p>
  return (
    <div className="grid gap-[1.1rem]">
      <Note>
        Every annotator judges all of them. Annotators cannot tell gold items from others. Both kinds are left out of
        results, and a pair that is one of them is no regular item.
      </Note>
      <ol className="list-none">
        {known.map((item, index) => (
          <KnownItem
            // biome-ignore lint/suspicious/noArrayIndexKey: all of its parts can change
            key={index}
            number={index + 1}
            item={item}
            prompt={prompts.get(item.promptId)}
            systems={systems}
            criterion={criteria[0]}
            set={(part) => setAll(known.map((other, at) => (at === index ? { ...other, ...part } : other)))}
            remove={() => setAll(known.filter((_, at) => at !== index))}
            errors={(field) => errors(`known.${index}.${field}`)}
          />
        ))}
      </ol>
      <PartError errors={errors('known')} />
      <FindPrompt key={promptSetId} setId={promptSetId} find={find} add={add} />
    </div>
  )
}

function isSame({ promptId, systemAId, systemBId }: KnownItemInput, prompt: string, a: string, b: string): boolean {
  return promptId === prompt && [systemAId, systemBId].sort().join() === [a, b].sort().join()
}
