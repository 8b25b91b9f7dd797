'use client'

import { Button } from '@/components/ui/button'
import { FEWEST_OPTIONS, type RatingOption } from '@/lib/protocols/rating/design'
import { NumberInputCell, TextInputCell } from '../cells'
import type { Place } from '../criterion-frame'

type Props = {
  option: RatingOption
  place: Place
  relabel: (label: string) => void
  set: (part: Partial<RatingOption>) => void
  move: (by: 1 | -1) => void
  remove: () => void
  errors: (field: string) => string[] | undefined
}

/** One option of a scale. */
export function OptionRow({ option, place: { index, of }, relabel, set, move, remove, errors }: Props) {
  const name = `option ${index + 1}`
  return (
    <li
      className="grid grid-cols-[4.5rem_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-1 border-b border-rule py-[0.6rem] max-md:grid-cols-[4.5rem_minmax(0,1fr)]"
      data-option={index}
    >
      <div className="[&_input]:text-right">
        <NumberInputCell
          label={`Score of ${name}`}
          value={Number.isNaN(option.score) ? null : option.score}
          onChange={(score) => set({ score: score ?? Number.NaN })}
          minValue={-1000}
          maxValue={1000}
          errors={errors('score')}
        />
      </div>
      <div data-label>
        <TextInputCell label={`Label of ${name}`} value={option.label} onChange={relabel} errors={errors('label')} />
      </div>
      <div className="col-start-2 -col-end-1">
        <TextInputCell
          label={`What ${name} stands for`}
          value={option.anchor}
          onChange={(anchor) => set({ anchor })}
          errors={errors('anchor')}
          isLong
        />
      </div>
      <div className="flex max-md:col-start-2 max-md:-ml-[0.4rem] md:col-start-3 md:row-start-1">
        <Button look="plain" onPress={() => move(-1)} isDisabled={index === 0} aria-label={`Move ${name} up`}>
          Up
        </Button>
        <Button look="plain" onPress={() => move(1)} isDisabled={index === of - 1} aria-label={`Move ${name} down`}>
          Down
        </Button>
        <Button look="plain" onPress={remove} isDisabled={of <= FEWEST_OPTIONS} aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </div>
    </li>
  )
}
