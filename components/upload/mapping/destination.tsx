'use client'

import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { Mapping } from '@/lib/uploads/mapping/schema'

/** Where rows are to go, as far as it has to be said before the file is checked. */
export type Target = { promptSetId: string; name: string }

type Props = {
  goesTo: GoesTo
  sets: readonly { id: string; name: string }[]
  target: Target
  onChange: (target: Target) => void
  errors: Record<string, string[]> | undefined
}

export type GoesTo = 'PROMPTS' | 'RESPONSES' | 'PAIRS' | 'JUDGMENTS'

/** What becomes of rows that are read by a mapping. */
export function goesTo(mapping: Pick<Mapping, 'row'> & { system?: unknown }): GoesTo {
  if (mapping.row === 'judgment') return 'JUDGMENTS'
  if (mapping.row === 'prompt') return 'PROMPTS'
  return mapping.row === 'response' && !mapping.system ? 'RESPONSES' : 'PAIRS'
}

const NEW = ' new'

/** Asks for the prompt set and the system, where the table does not say them. */
export function Destination({ goesTo: to, sets, target, onChange, errors }: Props) {
  if (to === 'JUDGMENTS') return <Note>A closed study, after you have seen what was found. You name it then.</Note>
  if (to === 'PAIRS')
    return (
      <Note>A prompt set with the responses of all systems, after you have seen what was found. You name it then.</Note>
    )
  const isPrompts = to === 'PROMPTS'
  const isNew = isPrompts && target.promptSetId === ''
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      <Select
        label="Prompt set"
        value={target.promptSetId || (isPrompts ? NEW : '')}
        placeholder="Choose the set that they answer to"
        options={[
          ...(isPrompts ? [{ value: NEW, label: 'A new one' }] : []),
          ...sets.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => onChange({ ...target, promptSetId: id === NEW ? '' : id })}
        errors={errors?.promptSetId}
      />
      {(isNew || !isPrompts) && (
        <TextField
          name="name"
          label={isPrompts ? 'Name of the prompt set' : 'System'}
          value={target.name}
          maxLength={120}
          onChange={(name) => onChange({ ...target, name })}
          errors={errors?.name}
        />
      )}
    </div>
  )
}
