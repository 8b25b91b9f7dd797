'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Groups } from './groups'
import { Part, type PartProps } from './part'

/** Who judges how much of it. What tells how well they do is folded away beneath: the children. */
export function AnnotatorFields({ children, ...props }: PartProps & { children: React.ReactNode }) {
  const { design, change, errors } = props
  return (
    <Part id="annotators" title="Annotators">
      <Groups {...props} />
      <FieldPair>
        <NumberField
          name="overlap"
          label="Judgments per item"
          description="By anybody, each by another annotator, beside those kept for groups."
          value={design.overlap}
          onChange={(overlap) => change({ overlap })}
          minValue={0}
          maxValue={25}
          errors={errors('overlap')}
        />
        <NumberField
          name="sharedItems"
          label="Shared set, items"
          description="Drawn from the seed; judged by everybody in the groups ticked above."
          value={design.sharedItems}
          onChange={(sharedItems) => change({ sharedItems })}
          minValue={0}
          maxValue={1000}
          errors={errors('sharedItems')}
        />
      </FieldPair>
      <div>{children}</div>
    </Part>
  )
}
