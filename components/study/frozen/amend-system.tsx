'use client'

import { useState } from 'react'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { NameDecision } from '@/lib/designs/decided-name'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import type { FrozenProtocol } from '@/lib/studies/read-protocol'
import { Systems } from '../design/systems'
import { AmendForm, type MakeAmendment } from './amend-form'

type Props = { make: MakeAmendment; design: StudyInput; protocol: FrozenProtocol; choices: DesignChoices }

const NAMES: { value: NameDecision; label: string }[] = [
  { value: 'KEEP', label: 'Kept as they are' },
  { value: 'MASK', label: 'The words masked in the prompt and the answers' },
  { value: 'EXCLUDE', label: 'Their items left out' },
]

const AGAINST = {
  RATED: 'Its responses are rated beside those of the others.',
  FOCAL: 'It becomes one more baseline of the focal system.',
  ALL: 'It is compared with every system of the study.',
  LISTED: 'It is compared with the systems you choose.',
}

/** Adds a system that was not there when the study was opened. */
export function AmendSystem({ make, design, protocol, choices }: Props) {
  const pairing = design.comparisons?.pairing
  const [systemId, setSystemId] = useState('')
  const [against, setAgainst] = useState<string[]>([])
  const [names, setNames] = useState<NameDecision | ''>('')
  const set = choices.promptSets.find(({ id }) => id === design.promptSetId)
  const late = choices.systems.filter(
    (system) => system.promptSetId === design.promptSetId && !protocol.systems.some(({ id }) => id === system.systemId),
  )
  return (
    <AmendForm
      label="Add a late system"
      now={late.length === 0 ? 'no other system has answered this prompt set' : `${late.length} to choose from`}
      submitLabel="Add the system"
      make={make}
      amendment={(reason) => ({ kind: 'SYSTEM', systemId, against, names: names || 'KEEP', reason })}
    >
      {(errors) => (
        <>
          <Note>
            {AGAINST[pairing ?? 'RATED']} Its items and slots are added after the others, balanced, and marked with the
            amendment. It needs a response to every prompt of the study.
          </Note>
          <Select
            label="System"
            placeholder="Choose a system"
            value={systemId}
            onChange={setSystemId}
            options={late.map((system) => ({
              value: system.systemId,
              label:
                set && system.responses < set.prompts
                  ? `${system.name} (${system.responses} of ${set.prompts} prompts)`
                  : system.name,
            }))}
            errors={errors('systemId')}
          />
          <Select
            label="Responses that name a maker, a model or a system"
            placeholder="Kept as they are"
            value={names}
            onChange={(value) => setNames(value as NameDecision)}
            options={NAMES}
            errors={errors('names')}
          />
          {pairing === 'LISTED' && (
            <Systems
              label="Compared with"
              systems={protocol.systems.map((system) => ({ ...system, coverage: null }))}
              empty=""
              chosen={against}
              choose={setAgainst}
              errors={errors('against')}
            />
          )}
        </>
      )}
    </AmendForm>
  )
}
