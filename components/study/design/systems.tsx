'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { fieldError, fieldLabel } from '@/components/ui/field-look'

/** A system that can be chosen, with how much of the selection it has answered when that is not all. */
export type SystemOption = { id: string; name: string; coverage: string | null }

type Props = {
  label: string
  systems: SystemOption[]
  hasSet: boolean
  chosen: string[]
  choose: (ids: string[]) => void
  errors: string[] | undefined
}

/** Systems to tick, each with its coverage where prompts are missing. */
export function Systems({ label, systems, hasSet, chosen, choose, errors }: Props) {
  return (
    <fieldset>
      <legend className={fieldLabel()}>{label}</legend>
      {systems.length === 0 && (
        <p className="text-ink-2">
          {hasSet ? 'This set needs the outputs of two systems.' : 'Choose a prompt set first.'}
        </p>
      )}
      <div className="grid grid-cols-2 gap-x-6 max-md:grid-cols-[minmax(0,1fr)]">
        {systems.map(({ id, name, coverage }) => (
          <Checkbox
            key={id}
            isSelected={chosen.includes(id)}
            onChange={(on) => choose(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
          >
            {name} {coverage && <span className="text-ink-2">{coverage}</span>}
          </Checkbox>
        ))}
      </div>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </fieldset>
  )
}
