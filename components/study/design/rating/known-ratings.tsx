'use client'

import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { RatingDesign } from '@/lib/designs/schema'
import type { KnownRating } from '@/lib/protocols/rating/design'
import { type KnownFieldsProps, KnownItems } from '../known-items'
import type { KindProps, SourceProps } from '../part'
import { systemChoices } from '../systems'

/** Single responses with a known verdict. */
export function KnownRatings({ design, change, errors, choices, ...sources }: KindProps<RatingDesign> & SourceProps) {
  const { known, promptSetId, rated } = design
  return (
    <KnownItems
      {...{ known, promptSetId, errors, ...sources }}
      setAll={(next) => change({ known: next })}
      blank={(kind, promptId) => {
        const taken = known.filter((each) => each.promptId === promptId).map(({ systemId }) => systemId)
        const systemId = rated.systemIds.find((id) => !taken.includes(id)) ?? ''
        return { kind, promptId, systemId, expected: '', feedback: '' }
      }}
      note="A response that is one of them is no regular item."
      feedbackHint="Shown after the verdict. Markdown."
      fields={(fields) => <RatingFields {...fields} design={design} systems={systemChoices(choices, promptSetId)} />}
    />
  )
}

type FieldsProps = KnownFieldsProps<KnownRating> & {
  design: RatingDesign
  systems: { value: string; label: string }[]
}

function RatingFields({ item, set, errors, design: { criteria }, systems }: FieldsProps) {
  const [main] = criteria
  const options = (main?.options ?? [])
    .filter(({ code }) => code !== '')
    .map(({ code, label }) => ({ value: code, label: label || code }))
  return (
    <>
      <Select
        label="Response is by"
        placeholder="Choose a system"
        value={item.systemId}
        onChange={(systemId) => set({ systemId })}
        options={systems}
        errors={errors('systemId')}
      />
      <div>
        <Select
          label="Right option"
          placeholder="Which option is right?"
          value={options.some(({ value }) => value === item.expected) ? item.expected : ''}
          onChange={(expected) => set({ expected })}
          options={options}
          errors={errors('expected')}
        />
        {main?.unit === 'TURN' && <Note className="mt-[0.35rem]">For every turn of the assistant.</Note>}
      </div>
    </>
  )
}
