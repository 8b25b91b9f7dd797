'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { Note } from '@/components/ui/text'
import { FindPrompt } from './find-prompt'
import { type Known, KnownItem } from './known-item'
import { PartError, type SourceProps } from './part'

/** What the fields work with that one kind of gold and practice items has and another lacks. */
export type KnownFieldsProps<Item> = {
  item: Item
  set: (part: Partial<Item>) => void
  errors: (field: string) => string[] | undefined
}

type Props<Item extends Known> = Omit<SourceProps, 'choices'> & {
  known: Item[]
  setAll: (known: Item[]) => void
  promptSetId: string
  /** One more, of a prompt that was found. */
  blank: (kind: Known['kind'], promptId: string) => Item
  /** Says what becomes of the regular items. */
  note: string
  feedbackHint: string
  fields: (props: KnownFieldsProps<Item>) => React.ReactNode
  errors: (field: string) => string[] | undefined
}

/** Items with a known verdict: gold ones are hidden among the rest, practice ones come first and tell what was right. */
export function KnownItems<Item extends Known>(props: Props<Item>) {
  const { known, promptSetId, errors } = props
  const gold = known.filter(({ kind }) => kind === 'GOLD').length
  return (
    <Disclosure
      label="Gold and practice items"
      aside={known.length === 0 ? 'none' : `${gold} gold, ${known.length - gold} practice`}
      isOpen={known.length > 0 || Boolean(errors('known'))}
    >
      {promptSetId ? <List {...props} /> : <p className="text-ink-2">Choose a prompt set first.</p>}
    </Disclosure>
  )
}

function List<Item extends Known>(props: Props<Item>) {
  const { known, setAll, promptSetId, blank, note, feedbackHint, fields, prompts, find, remember, errors } = props
  return (
    <div className="grid gap-[1.1rem]">
      <Note>
        Every annotator judges all of them. Annotators cannot tell gold items from others. Both kinds are left out of
        results. {note}
      </Note>
      <ol className="list-none">
        {known.map((item, index) => {
          const set = (part: Partial<Item>) =>
            setAll(known.map((other, at) => (at === index ? { ...other, ...part } : other)))
          const wrong = (field: string) => errors(`known.${index}.${field}`)
          return (
            <KnownItem
              // biome-ignore lint/suspicious/noArrayIndexKey: all of its parts can change
              key={index}
              number={index + 1}
              item={item}
              prompt={prompts.get(item.promptId)}
              feedbackHint={feedbackHint}
              set={(part) => set(part as Partial<Item>)}
              remove={() => setAll(known.filter((_, at) => at !== index))}
              errors={wrong}
            >
              {fields({ item, set, errors: wrong })}
            </KnownItem>
          )
        })}
      </ol>
      <PartError errors={errors('known')} />
      <FindPrompt
        key={promptSetId}
        setId={promptSetId}
        find={find}
        add={(kind, prompt) => {
          remember(prompt)
          setAll([...known, blank(kind, prompt.id)])
        }}
      />
    </div>
  )
}
