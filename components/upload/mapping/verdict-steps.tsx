'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { Meaning } from '@/lib/uploads/mapping/meanings'
import type { Verdict } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { VerdictProps } from './verdict-props'

type Props = VerdictProps & { verdict: Extract<Verdict, { kind: 'number' }> }
type Step = Props['verdict']['steps'][number]
type Bound = 'below' | 'upTo' | 'rest'

const BOUNDS = [
  { value: 'below', label: 'below' },
  { value: 'upTo', label: 'up to' },
  { value: 'rest', label: 'all others' },
]
const MOST = 20

/** A number, or the difference of two, and what it means within which bounds. */
export function VerdictSteps({ places, question, verdict, meanings, proposed, change }: Props) {
  const { steps } = verdict
  const set = (next: Partial<Props['verdict']>) => change({ ...question, verdict: { ...verdict, ...next } })
  const put = (at: number, step: Step) => set({ steps: steps.map((one, index) => (index === at ? step : one)) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        <PlaceSelect
          label="Column of the number"
          places={places}
          value={verdict.from.path === '' ? undefined : verdict.from}
          onChange={(place) => set({ from: place ?? { path: '', json: false } })}
          isProposed={proposed.has('verdict')}
          isNeeded
        />
        <PlaceSelect
          label="Less this number"
          places={places}
          value={verdict.minus}
          onChange={(minus) => set({ minus })}
          isProposed={false}
          without="With a score for each response: choose A’s first, B’s here."
        />
      </div>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are told apart by their order alone
        <div key={index} className="grid grid-cols-[minmax(0,1fr)] items-end gap-4 sm:grid-cols-[9rem_8rem_14rem_auto]">
          <Select
            label={`Step ${index + 1}`}
            value={boundOf(step)}
            placeholder="Bound"
            options={BOUNDS}
            onChange={(bound) => put(index, withBound(step, bound as Bound))}
          />
          {boundOf(step) === 'rest' ? (
            <span />
          ) : (
            <TextField
              name={`number-${index}`}
              label={`Number of step ${index + 1}`}
              inputMode="decimal"
              defaultValue={String(step.below ?? step.upTo ?? 0)}
              onChange={(number) => put(index, withNumber(step, Number(number.replace(',', '.'))))}
            />
          )}
          <Select
            label={`Step ${index + 1} means`}
            value={step.means}
            placeholder="Say what it means"
            options={meanings}
            onChange={(means) => put(index, { ...step, means: means as Meaning })}
          />
          <Button look="link" onPress={() => set({ steps: steps.filter((_, at) => at !== index) })}>
            Take out
          </Button>
        </div>
      ))}
      {steps.length < MOST && (
        <div>
          <Button onPress={() => set({ steps: [...steps, { means: 'B' }] })}>Add a step</Button>
        </div>
      )}
    </div>
  )
}

function boundOf({ below, upTo }: Step): Bound {
  return below !== undefined ? 'below' : upTo !== undefined ? 'upTo' : 'rest'
}

function withBound({ below, upTo, means }: Step, bound: Bound): Step {
  const number = below ?? upTo ?? 0
  return { means, ...(bound === 'below' && { below: number }), ...(bound === 'upTo' && { upTo: number }) }
}

/** One that is no number stays unusable until it is mended. */
function withNumber(step: Step, number: number): Step {
  return step.below === undefined ? { ...step, upTo: number } : { ...step, below: number }
}
