'use client'

import { useState } from 'react'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { AmendForm, type MakeAmendment } from './amend-form'

type Props = { make: MakeAmendment; overlap: number; groups: { id: string; name: string; overlap: number }[] }

const ANYBODY = 'anybody'

/** Raises how many judgments each item gets, by anybody or by one group. */
export function AmendOverlap({ make, overlap, groups }: Props) {
  const [whose, setWhose] = useState(ANYBODY)
  const nowOf = (id: string) => groups.find((group) => group.id === id)?.overlap ?? overlap
  const [wanted, setWanted] = useState(overlap + 1)
  return (
    <AmendForm
      label="Raise the judgments per item"
      now={`${overlap} by anybody now`}
      submitLabel="Raise the judgments per item"
      make={make}
      amendment={(reason) => ({ kind: 'OVERLAP', groupId: whose === ANYBODY ? null : whose, overlap: wanted, reason })}
    >
      {(errors) => (
        <FieldPair>
          <Select
            label="Whose judgments"
            placeholder="Choose"
            value={whose}
            onChange={(id) => {
              setWhose(id)
              setWanted(nowOf(id) + 1)
            }}
            options={[
              { value: ANYBODY, label: 'By anybody' },
              ...groups.map(({ id, name }) => ({ value: id, label: `Kept for ${name}` })),
            ]}
            errors={errors('groupId')}
          />
          <NumberField
            name="overlap"
            label="Judgments per item from now on"
            description={`${nowOf(whose)} now. They can be added, not taken away.`}
            value={wanted}
            onChange={setWanted}
            minValue={nowOf(whose) + 1}
            maxValue={25}
            errors={errors('overlap')}
          />
        </FieldPair>
      )}
    </AmendForm>
  )
}
