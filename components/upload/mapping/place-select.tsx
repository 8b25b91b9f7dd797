'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { isJson } from '@/lib/uploads/mapping/propose'
import type { Place } from '@/lib/uploads/mapping/schema'
import { kindsIn } from './words'

type Props = {
  label: string
  places: readonly LookedAt[]
  value: Place | undefined
  onChange: (place: Place | undefined) => void
  isProposed: boolean
  /** What happens without it. */
  without?: string
  /** Cannot be left empty. */
  isNeeded?: boolean
}

const NONE = ' none'
const OTHER = ' other'

/** Chooses the column, or the path within one, where something stands. */
export function PlaceSelect({ label, places, value, onChange, isProposed, without = '', isNeeded = false }: Props) {
  const looked = places.find(({ path }) => path === value?.path)
  const isOther = value !== undefined && !looked
  const choose = (path: string) => {
    const found = places.find((one) => one.path === path)
    if (path === NONE) onChange(undefined)
    else if (path === OTHER) onChange({ path: `${value?.path ?? ''}.`, json: value?.json ?? false })
    else if (found) onChange({ path, json: found.json || isJson(found) })
  }
  return (
    <div className="min-w-0">
      <Select
        label={isProposed ? `${label} (proposed)` : label}
        value={isOther ? OTHER : (value?.path ?? NONE)}
        onChange={choose}
        placeholder="Choose a column"
        options={[
          { value: NONE, label: isNeeded ? 'Choose a column' : 'Not in the table' },
          ...places.map((place) => ({ value: place.path, label: `${place.path} · ${kindsIn(place)}` })),
          { value: OTHER, label: 'Another path…' },
        ]}
      />
      {isOther && (
        <div className="mt-2">
          <TextField
            name={`path-${label}`}
            label={`Path of ${label}`}
            description="Such as body.choices[0].text"
            value={value.path}
            maxLength={300}
            onChange={(path) => onChange({ ...value, path })}
          />
        </div>
      )}
      {value && (isOther || looked?.json || (looked?.asJson ?? 0) > 0) && (
        <Checkbox isSelected={value.json} onChange={(json) => onChange({ ...value, json })}>
          Read its text as JSON
        </Checkbox>
      )}
      {looked?.examples[0] !== undefined && <Example text={looked.examples[0]} />}
      {!value && without && <Note className="mt-1">{without}</Note>}
    </div>
  )
}

function Example({ text }: { text: string }) {
  return <p className="mt-1 truncate font-mono text-xs/normal text-ink-2">{text}</p>
}
