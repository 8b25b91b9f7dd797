'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { ComparisonDesign, RatingDesign } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { KindProps, PartProps } from './part'

/** Repeats and check items: they cost judgments and say how consistent annotators are. */
export function RepeatsAndChecks({ design, change, errors }: KindProps<ComparisonDesign>) {
  const { repeatShare, identicalChecks } = design
  const parts = [...repeatWords(repeatShare), ...(identicalChecks > 0 ? [count(identicalChecks, 'check item')] : [])]
  return (
    <Disclosure
      label="Repeats and check items"
      aside={parts.join(', ') || 'none'}
      isOpen={parts.length > 0 || Boolean(errors('repeatShare') ?? errors('identicalChecks'))}
    >
      <FieldPair>
        <RepeatShare
          description="The same item later, to the same annotator, with sides swapped. Left out of results."
          {...{ repeatShare, change, errors }}
        />
        <NumberField
          name="identicalChecks"
          label="Check items"
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

/** Repeats of single responses; that there are no check items is said where their field would stand. */
export function Repeats({ design: { repeatShare }, change, errors }: KindProps<RatingDesign>) {
  return (
    <Disclosure
      label="Repeats"
      aside={repeatWords(repeatShare)[0] ?? 'none'}
      isOpen={repeatShare > 0 || Boolean(errors('repeatShare'))}
    >
      <FieldPair>
        <RepeatShare
          description="The same response later, to the same annotator. Left out of results."
          {...{ repeatShare, change, errors }}
        />
        <Note>A check item needs two responses; single responses are checked by gold items.</Note>
      </FieldPair>
    </Disclosure>
  )
}

type ShareProps = {
  repeatShare: number
  description: string
  change: (part: { repeatShare: number }) => void
  errors: PartProps['errors']
}

function RepeatShare({ repeatShare, description, change, errors }: ShareProps) {
  return (
    <NumberField
      name="repeatShare"
      label="Repeats, % of judgments"
      description={description}
      value={percentOf(repeatShare)}
      onChange={(share) => change({ repeatShare: share / 100 })}
      minValue={0}
      maxValue={50}
      errors={errors('repeatShare')}
    />
  )
}

function percentOf(share: number): number {
  return Math.round(share * 1000) / 10
}

function repeatWords(share: number): string[] {
  return share > 0 ? [`${percentOf(share)}% repeated`] : []
}
