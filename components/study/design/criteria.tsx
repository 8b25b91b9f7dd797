'use client'

import { Button } from '@/components/ui/button'
import { MOST_CRITERIA } from '@/lib/designs/schema'
import { CriterionFrame } from './criterion-frame'
import { PartError } from './part'

/** What the fields of one question work with. */
export type CriterionProps<Criterion> = {
  criterion: Criterion
  index: number
  set: (criterion: Criterion) => void
  errors: (field: string) => string[] | undefined
}

type Props<Criterion> = {
  criteria: Criterion[]
  setAll: (criteria: Criterion[]) => void
  /** What one more question starts with. */
  blank: () => Criterion
  Fields: React.ComponentType<CriterionProps<Criterion>>
  errors: (field: string) => string[] | undefined
}

/** The questions of a study, whatever they ask: to be added, moved and taken away. */
export function Criteria<Criterion>({ criteria, setAll, blank, Fields, errors }: Props<Criterion>) {
  const move = (index: number, by: number) => {
    const next = [...criteria]
    next.splice(index + by, 0, ...next.splice(index, 1))
    setAll(next)
  }
  return (
    <>
      {criteria.map((criterion, index) => (
        <CriterionFrame
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria have nothing but their place to be told apart by
          key={index}
          place={{ index, of: criteria.length }}
          move={(by) => move(index, by)}
          remove={() => setAll(criteria.filter((_, at) => at !== index))}
        >
          <Fields
            criterion={criterion}
            index={index}
            set={(next) => setAll(criteria.map((other, at) => (at === index ? next : other)))}
            errors={(field) => errors(`criteria.${index}.${field}`)}
          />
        </CriterionFrame>
      ))}
      <PartError errors={errors('criteria')} />
      {criteria.length < MOST_CRITERIA && (
        <div>
          <Button look="link" onPress={() => setAll([...criteria, blank()])}>
            Add a criterion
          </Button>
        </div>
      )}
    </>
  )
}
