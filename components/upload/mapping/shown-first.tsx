'use client'

import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { ShownFirst } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'
import type { WizardDraft } from './use-draft'

type Choice = 'unknown' | 'A' | 'B' | 'column'

const CHOICES: { value: Choice; label: string }[] = [
  { value: 'unknown', label: 'The table does not say' },
  { value: 'A', label: 'Response A, in every row' },
  { value: 'B', label: 'Response B, in every row' },
  { value: 'column', label: 'A column says' },
]

/** Which response stood first, or left. */
export function ShownFirstPart({ places, wizard }: { places: readonly LookedAt[]; wizard: WizardDraft }) {
  const { draft, change } = wizard
  const shown = draft.shownFirst
  const set = (next: ShownFirst | null) => change({ shownFirst: next })
  const choose = (choice: Choice) => {
    if (choice === 'unknown') set(null)
    else if (choice === 'column') set({ kind: 'values', from: { path: '', json: false }, values: [], names: false })
    else set({ kind: 'always', means: choice })
  }
  const value = shown === null ? 'unknown' : shown.kind === 'always' ? shown.means : 'column'
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Select
        label="Shown first"
        value={value}
        placeholder="Choose"
        options={CHOICES}
        onChange={(choice) => choose(choice as Choice)}
      />
      {shown === null && <Note>No statistic of sides will be shown.</Note>}
      {shown?.kind === 'values' && <Column places={places} shown={shown} set={set} />}
    </div>
  )
}

type ColumnProps = {
  places: readonly LookedAt[]
  shown: Extract<ShownFirst, { kind: 'values' }>
  set: (next: ShownFirst) => void
}

function Column({ places, shown, set }: ColumnProps) {
  const looked = places.find(({ path }) => path === shown.from.path)
  const give = (value: string, means: string) => {
    const others = shown.values.filter((one) => one.value !== value)
    set({ ...shown, values: [...others, { value, means: means as 'A' | 'B' | 'UNKNOWN' }] })
  }
  return (
    <>
      <PlaceSelect
        label="Column that says which was first"
        places={places}
        value={shown.from.path === '' ? undefined : shown.from}
        onChange={(place) => set({ ...shown, from: place ?? { path: '', json: false }, values: [] })}
        isProposed={false}
        isNeeded
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
        {(looked?.values ?? []).map(({ value, count }) => (
          <Select
            key={value}
            label={`“${value === '' ? '(nothing)' : value}” in ${count.toLocaleString('en')} rows means`}
            value={shown.values.find((one) => one.value === value)?.means ?? ''}
            placeholder="Say what it means"
            options={[
              { value: 'A', label: 'A stood first' },
              { value: 'B', label: 'B stood first' },
              { value: 'UNKNOWN', label: 'Not known' },
            ]}
            onChange={(means) => give(value, means)}
          />
        ))}
      </div>
    </>
  )
}
