'use client'

import { useState } from 'react'
import { NumberField } from '@/components/ui/fields'
import { AmendForm, type MakeAmendment } from './amend-form'

/** Changes how many judgments one annotator may give. */
export function AmendCap({ make, cap }: { make: MakeAmendment; cap: number | null }) {
  const [most, setMost] = useState(cap ?? Number.NaN)
  return (
    <AmendForm
      label="Change the most one annotator may judge"
      now={cap === null ? 'no limit' : `${cap.toLocaleString('en')} now`}
      submitLabel="Amend the cap"
      make={make}
      amendment={(reason) => ({ kind: 'CAP', cap: Number.isNaN(most) ? null : most, reason })}
    >
      {(errors) => (
        <NumberField
          name="cap"
          label="At most per annotator"
          description="Empty: no limit. Who has judged more already keeps it all."
          value={most}
          onChange={setMost}
          minValue={1}
          errors={errors('cap')}
        />
      )}
    </AmendForm>
  )
}
