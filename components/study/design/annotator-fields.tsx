'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import type { DesignChoices } from '@/lib/designs/design-choices'
import { count } from '@/lib/numbers/count'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import type { FindPrompts } from './find-prompt'
import { Groups } from './groups'
import { KnownItems } from './known-items'
import { Part, type PartProps } from './part'

type Props = PartProps & {
  choices: DesignChoices
  prompts: ReadonlyMap<string, NamedPrompt>
  find: FindPrompts
  remember: (prompt: NamedPrompt) => void
}

/** Who judges how much of it, and what tells how well they do. */
export function AnnotatorFields(props: Props) {
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
      <div>
        <Quality {...props} />
        <Disclosure
          label="Gold and practice items"
          aside={summary(design)}
          isOpen={design.known.length > 0 || Boolean(errors('known'))}
        >
          <KnownItems {...props} />
        </Disclosure>
      </div>
    </Part>
  )
}

function summary({ known }: PartProps['design']): string {
  const gold = known.filter(({ kind }) => kind === 'GOLD').length
  return known.length === 0 ? 'none' : `${gold} gold, ${known.length - gold} practice`
}

/** Repeats and identical pairs: they cost judgments and say how consistent annotators are. */
function Quality({ design, change, errors }: PartProps) {
  const { repeatShare, identicalChecks } = design
  const percent = Math.round(repeatShare * 1000) / 10
  const parts = [
    ...(repeatShare > 0 ? [`${percent}% repeated`] : []),
    ...(identicalChecks > 0 ? [count(identicalChecks, 'identical pair')] : []),
  ]
  return (
    <Disclosure
      label="Repeats and identical pairs"
      aside={parts.join(', ') || 'none'}
      isOpen={parts.length > 0 || Boolean(errors('repeatShare') ?? errors('identicalChecks'))}
    >
      <FieldPair>
        <NumberField
          name="repeatShare"
          label="Repeats, % of judgments"
          description="The same item later, to the same annotator, with sides swapped. Left out of results."
          value={percent}
          onChange={(share) => change({ repeatShare: share / 100 })}
          minValue={0}
          maxValue={50}
          errors={errors('repeatShare')}
        />
        <NumberField
          name="identicalChecks"
          label="Identical pairs"
          description="One response on both sides, to every annotator: it should be a tie. Left out of results."
          value={identicalChecks}
          onChange={(checks) => change({ identicalChecks: checks })}
          minValue={0}
          maxValue={100}
          errors={errors('identicalChecks')}
        />
      </FieldPair>
    </Disclosure>
  )
}
