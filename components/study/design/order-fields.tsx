'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { Part, type PartProps } from './part'

const LOOKS: Record<StudyInput['looks'], string> = {
  CLOSING: 'Once, when the study is closed',
  ANYTIME: 'Any time, with intervals that allow for it',
}

const SEED: Record<ProtocolKind, string> = {
  COMPARISON: 'Sides, order, samples and the shared set are drawn from it, and can be drawn again.',
  RATING: 'Order, drawn prompts and the shared set are drawn from it, and can be drawn again.',
}

const ORDER: Record<ProtocolKind, string> = {
  COMPARISON:
    'Sides are drawn from the seed: balanced within each item, about even for each annotator, and not to be guessed from earlier ones.',
  RATING:
    'The order is drawn from the seed: responses to one prompt come as far apart as they can, and the order tells nothing of the systems.',
}

/** The seed everything random is drawn from, what bounds an annotator's part, and when outcomes may be seen. */
export function OrderFields({ design, change, errors }: PartProps) {
  return (
    <Part id="order" title="Order and stopping">
      <FieldPair>
        <NumberField
          name="seed"
          label="Seed"
          description={SEED[design.protocol]}
          value={design.seed}
          onChange={(seed) => change({ seed })}
          minValue={0}
          plain
          errors={errors('seed')}
        />
        <Select
          label="Results may be seen"
          placeholder="Choose"
          value={design.looks}
          onChange={(looks) => change({ looks: looks as StudyInput['looks'] })}
          options={Object.entries(LOOKS).map(([value, label]) => ({ value, label }))}
          errors={errors('looks')}
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
          label="Lease, minutes"
          description="How long an item on a screen is kept; then it may go to somebody else."
          value={design.leaseMinutes}
          onChange={(leaseMinutes) => change({ leaseMinutes })}
          minValue={1}
          maxValue={1440}
          errors={errors('leaseMinutes')}
        />
        <NumberField
          name="reviseLast"
          label="Verdicts that may be changed"
          description="How many of their last ones; 0 for none. Every change is recorded."
          value={design.reviseLast}
          onChange={(reviseLast) => change({ reviseLast })}
          minValue={0}
          maxValue={50}
          errors={errors('reviseLast')}
        />
      </FieldPair>
      <Note>{ORDER[design.protocol]} That is not a setting.</Note>
    </Part>
  )
}
