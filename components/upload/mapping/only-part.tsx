'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import type { LookedAt } from '@/lib/uploads/mapping/look'
import { PlaceSelect } from './place-select'
import type { WizardDraft } from './use-draft'

/** Which rows are taken: all, or those in which a column has one of some values. */
export function OnlyPart({ places, wizard }: { places: readonly LookedAt[]; wizard: WizardDraft }) {
  const { draft, change } = wizard
  const { only } = draft
  const found = places.find(({ path }) => path === only?.from.path)
  const put = (values: string[]) => only && change({ only: { ...only, values } })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <PlaceSelect
        label="Only rows with certain values of"
        places={places}
        value={only?.from}
        onChange={(from) => change({ only: from ? { from, values: [] } : null })}
        isProposed={false}
        without="All rows are taken."
      />
      {only && found?.values && (
        <fieldset className="flex flex-wrap gap-x-6">
          <legend className="mb-1 text-sm text-ink-2">
            Values of the rows that are taken; others are left out and counted
          </legend>
          {found.values.map(({ value, count }) => (
            <Checkbox
              key={value}
              isSelected={only.values.includes(value)}
              onChange={(isTaken) =>
                put(isTaken ? [...only.values, value] : only.values.filter((one) => one !== value))
              }
            >
              {value === '' ? '(nothing)' : value} in {count.toLocaleString('en')} {count === 1 ? 'row' : 'rows'}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {only && !found?.values && (
        <TextField
          name="only"
          label="Value of the rows that are taken"
          description="The column has too many different values to list. Other rows are left out and counted."
          value={only.values[0] ?? ''}
          maxLength={200}
          onChange={(value) => put([value])}
        />
      )}
    </div>
  )
}
