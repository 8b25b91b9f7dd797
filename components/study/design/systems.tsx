'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { fieldError, fieldLabel } from '@/components/ui/field-look'
import type { DesignChoices } from '@/lib/designs/design-choices'

/** A system that can be chosen, with how much of the selection it has answered when that is not all. */
export type SystemOption = { id: string; name: string; coverage: string | null }

type Props = {
  label: string
  systems: SystemOption[]
  /** Stands where there is no system to tick. */
  empty: React.ReactNode
  chosen: string[]
  choose: (ids: string[]) => void
  errors: string[] | undefined
}

/** Systems to tick, each with its coverage where prompts are missing. */
export function Systems({ label, systems, empty, chosen, choose, errors }: Props) {
  return (
    <fieldset>
      <legend className={fieldLabel()}>{label}</legend>
      {systems.length === 0 && <p className="text-ink-2">{empty}</p>}
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

/** The systems that have answered a set, as a list to choose one from. */
export function systemChoices({ systems }: DesignChoices, promptSetId: string): { value: string; label: string }[] {
  return systems
    .filter((system) => system.promptSetId === promptSetId)
    .map(({ systemId, name }) => ({ value: systemId, label: name }))
}

/** The same with their coverage of a selection. `total` is how many prompts they should have answered. */
export function systemOptions(
  { systems }: DesignChoices,
  { promptSetId, category }: { promptSetId: string; category: string | null },
  total: number,
): SystemOption[] {
  return systems
    .filter((system) => system.promptSetId === promptSetId)
    .map(({ systemId, name, responses, byCategory }) => {
      const answered = category === null ? responses : (byCategory[category] ?? 0)
      return { id: systemId, name, coverage: answered < total ? `${answered} of ${total}` : null }
    })
}
