'use client'

import { TextField } from '@/components/ui/fields'
import { Segmented } from '@/components/ui/segmented'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import type { SystemName } from '@/lib/uploads/mapping/schema'
import { PlaceSelect } from './place-select'

type Props = {
  label: string
  places: readonly LookedAt[]
  value: SystemName
  onChange: (name: SystemName) => void
  isProposed: boolean
}

/** Which system: as a column says, or one name for all rows. */
export function SystemSelect({ label, places, value, onChange, isProposed }: Props) {
  const isFixed = value.fixed !== undefined
  const name = `kind of ${label}`
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-semibold">{label}</legend>
      <Segmented>
        <label>
          <input type="radio" name={name} checked={!isFixed} onChange={() => onChange({ json: false })} />A column
        </label>
        <label>
          <input type="radio" name={name} checked={isFixed} onChange={() => onChange({ json: false, fixed: '' })} />
          One name
        </label>
      </Segmented>
      <div className="mt-2">
        {isFixed ? (
          <TextField
            name={label}
            label={`Name of ${label}`}
            value={value.fixed ?? ''}
            maxLength={200}
            onChange={(fixed) => onChange({ json: false, fixed })}
          />
        ) : (
          <PlaceSelect
            label={`Column of ${label}`}
            places={places}
            value={value.path === undefined ? undefined : { path: value.path, json: value.json }}
            onChange={(place) => onChange(place ?? { json: false })}
            isProposed={isProposed}
            isNeeded
          />
        )}
      </div>
    </fieldset>
  )
}
