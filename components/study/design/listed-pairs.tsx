'use client'

import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { Select } from '@/components/ui/select'
import { PartError } from './part'
import type { SystemOption } from './systems'

type Pair = { a: string; b: string }

type Props = {
  pairs: Pair[]
  set: (pairs: Pair[]) => void
  systems: SystemOption[]
  hasSet: boolean
  /** By the rest of the path: '' is the whole list, '.0.a' one of a pair. */
  errors: (field: string) => string[] | undefined
}

/** Pairs of systems one by one. The first of each is arm A: a win is its win. */
export function ListedPairs({ pairs, set, systems, hasSet, errors }: Props) {
  const options = systems.map(({ id, name, coverage }) => ({
    value: id,
    label: coverage ? `${name} (${coverage})` : name,
  }))
  const placeholder = hasSet ? 'Choose a system' : 'Choose a prompt set first'
  const change = (index: number, part: Partial<Pair>) =>
    set(pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)))
  return (
    <fieldset>
      <legend className={fieldLabel()}>Pairs; a win is the first system’s</legend>
      <ol className="list-none">
        {pairs.map(({ a, b }, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a pair has nothing but its place to be told apart by
            key={index}
            className="grid grid-cols-[1fr_1fr_auto] items-end gap-x-4 gap-y-2 border-b border-rule py-[0.6rem] max-md:grid-cols-[minmax(0,1fr)]"
          >
            <Select
              label={`First system of pair ${index + 1}`}
              placeholder={placeholder}
              value={a}
              onChange={(next) => change(index, { a: next })}
              options={options}
              errors={errors(`.${index}.a`)}
            />
            <Select
              label="against"
              placeholder={placeholder}
              value={b}
              onChange={(next) => change(index, { b: next })}
              options={options}
              errors={errors(`.${index}.b`)}
            />
            <Button
              look="plain"
              aria-label={`Remove pair ${index + 1}`}
              onPress={() => set(pairs.filter((_, at) => at !== index))}
            >
              Remove
            </Button>
          </li>
        ))}
      </ol>
      <PartError errors={errors('')} />
      <Button look="link" onPress={() => set([...pairs, { a: pairs.at(-1)?.a ?? '', b: '' }])}>
        Add a pair
      </Button>
    </fieldset>
  )
}
