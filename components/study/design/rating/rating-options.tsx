'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/text'
import { MOST_OPTIONS, type RatingOption } from '@/lib/protocols/rating/design'
import { PartError } from '../part'
import { moved, relabelled, withOneMore } from './edit-options'
import { OptionCodes } from './option-codes'
import { OptionRow } from './option-row'

type Props = {
  options: RatingOption[]
  set: (options: RatingOption[]) => void
  /** By the rest of the path: '' is the whole list, '.0.score' a field of one option. */
  errors: (field: string) => string[] | undefined
}

/** The options of a scale, the worst first: each with its score, its label and what it stands for. */
export function RatingOptions({ options, set, errors }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const [wanted, setWanted] = useState<number | null>(null)
  // What was pressed may be gone, or stand elsewhere: the focus goes to the option that it was about.
  useEffect(() => {
    if (wanted === null) return
    list.current?.querySelector<HTMLInputElement>(`[data-option="${wanted}"] [data-label] input`)?.focus()
    setWanted(null)
  }, [wanted])
  const replace = (next: RatingOption[], focus: number) => {
    set(next)
    setWanted(focus)
  }
  return (
    <div>
      <p
        aria-hidden="true"
        className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 pb-1 text-xs font-semibold text-ink-2"
      >
        <span>Score</span>
        <span>Label of the option, and what it stands for</span>
      </p>
      <ol className="list-none border-t border-rule-strong" ref={list}>
        {options.map((option, index) => (
          <OptionRow
            // biome-ignore lint/suspicious/noArrayIndexKey: all of its parts can change
            key={index}
            option={option}
            place={{ index, of: options.length }}
            relabel={(label) => set(relabelled(options, index, label))}
            set={(part) => set(options.map((other, at) => (at === index ? { ...other, ...part } : other)))}
            move={(by) => replace(moved(options, index, by), index + by)}
            remove={() =>
              replace(
                options.filter((_, at) => at !== index),
                Math.max(0, index - 1),
              )
            }
            errors={(field) => errors(`.${index}.${field}`)}
          />
        ))}
      </ol>
      <PartError errors={errors('')} />
      <div className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6">
        {options.length < MOST_OPTIONS ? (
          <Button look="link" onPress={() => replace(withOneMore(options), options.length)}>
            Add an option
          </Button>
        ) : (
          <Note as="span">A scale has {MOST_OPTIONS} options at most.</Note>
        )}
        <Note as="span">From the worst to the best: scores rise.</Note>
      </div>
      <OptionCodes options={options} set={set} errors={errors} />
    </div>
  )
}
