'use client'

import { NumberField } from '@/components/ui/fields'
import type { PartProps } from './question-fields'

/** How many judgments, by whom at most how many, and the seed everything random is drawn from. */
export function JudgmentFields({ design, change, errors }: PartProps) {
  return (
    <section className="design-part" aria-labelledby="part-judgments">
      <h2 id="part-judgments">Judgments</h2>
      <div className="pair">
        <NumberField
          name="overlap"
          label="Judgments per item"
          description="Each by another annotator."
          value={design.overlap}
          onChange={(overlap) => change({ overlap })}
          minValue={1}
          maxValue={25}
          errors={errors('overlap')}
        />
        <NumberField
          name="cap"
          label="At most per annotator"
          description="Empty: no limit."
          value={design.cap ?? Number.NaN}
          onChange={(cap) => change({ cap: Number.isNaN(cap) ? null : cap })}
          minValue={1}
          errors={errors('cap')}
        />
        <NumberField
          name="leaseMinutes"
          label="Minutes a pair is kept"
          description="For whoever has it on screen; then it may go to somebody else."
          value={design.leaseMinutes}
          onChange={(leaseMinutes) => change({ leaseMinutes })}
          minValue={1}
          maxValue={1440}
          errors={errors('leaseMinutes')}
        />
        <NumberField
          name="seed"
          label="Seed"
          description="Sides and order are drawn from it, and can be drawn again."
          value={design.seed}
          onChange={(seed) => change({ seed })}
          minValue={0}
          plain
          errors={errors('seed')}
        />
      </div>
    </section>
  )
}
