'use client'

import Link from 'next/link'
import { NumberField } from '@/components/ui/fields'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { RatingDesign } from '@/lib/designs/schema'
import { promptsToDrawFrom } from '@/lib/studies/selection-counts'
import { LeaveOut } from '../leave-out'
import { type KindProps, Part } from '../part'
import { PromptFields, setOf } from '../prompt-fields'
import { Systems, systemOptions } from '../systems'

type Props = KindProps<RatingDesign> & { choices: DesignChoices }

/** Which prompts, and whose responses to them are rated. */
export function RatedResponses(props: Props) {
  const { design, change, errors, choices } = props
  const { rated } = design
  const set = setOf(props)
  return (
    <Part id="responses" title="Responses">
      {choices.promptSets.length === 0 && (
        <p>
          There is no prompt set yet. <Link href="/prompt-sets">Upload one</Link> and the responses of a system first.
        </p>
      )}
      <PromptFields
        {...props}
        chooseSet={(promptSetId) => change({ promptSetId, category: null, rated: { systemIds: [], samples: 1 } })}
      />
      <Systems
        label="Systems to rate"
        systems={systemOptions(choices, design, set ? promptsToDrawFrom(set, design.category) : 0)}
        empty={set ? <NoResponses setId={set.id} /> : 'Choose a prompt set first.'}
        chosen={rated.systemIds}
        choose={(systemIds) => change({ rated: { ...rated, systemIds } })}
        errors={errors('rated.systemIds') ?? errors('rated')}
      />
      <Samples {...props} />
      {set && (
        <LeaveOut
          {...{ set, design, change }}
          which={`a rated system has ${rated.samples > 1 ? 'too few responses' : 'no response'} to`}
          reason="They are left out of every system, so that all are rated on the same prompts, and named in the protocol."
        />
      )}
    </Part>
  )
}

function NoResponses({ setId }: { setId: string }) {
  return (
    <>
      Nothing has answered this set yet. <Link href={`/prompt-sets/${setId}`}>Upload the responses of a system</Link>{' '}
      first.
    </>
  )
}

/** Offered where a system of the set has more than one response to a prompt. */
function Samples({ design: { promptSetId, rated }, change, errors, choices }: Props) {
  const systems = choices.systems.filter((system) => system.promptSetId === promptSetId)
  const most = Math.max(1, ...systems.map(({ samples }) => samples))
  if (most === 1 && rated.samples === 1) return null
  return (
    <NumberField
      name="samples"
      label="Samples per prompt"
      description={`Responses of each system to one prompt. This set has ${sampleWords(systems)}.`}
      value={rated.samples}
      onChange={(samples) => change({ rated: { ...rated, samples } })}
      minValue={1}
      maxValue={100}
      errors={errors('rated.samples')}
    />
  )
}

function sampleWords(systems: readonly { name: string; samples: number }[]): string {
  return new Intl.ListFormat('en').format(systems.map(({ name, samples }) => `${samples} of ${name}`))
}
