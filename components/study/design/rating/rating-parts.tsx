'use client'

import type { RatingDesign } from '@/lib/designs/schema'
import type { RatingCriterion } from '@/lib/protocols/rating/design'
import { AnnotatorFields } from '../annotator-fields'
import { Criteria } from '../criteria'
import type { KindProps, SourceProps } from '../part'
import { QuestionFields } from '../question-fields'
import { Repeats } from '../repeats'
import { KnownRatings } from './known-ratings'
import { RatedResponses } from './rated-responses'
import { RatingCriterionFields } from './rating-criterion'
import { nextCriterion } from './templates'

/** What a rating study asks, of which responses, of whom. */
export function RatingParts(props: KindProps<RatingDesign> & SourceProps) {
  const { design, change, errors } = props
  return (
    <>
      <QuestionFields {...props}>
        <Criteria
          criteria={design.criteria}
          setAll={(criteria) => change({ criteria, known: withCodes(design, criteria) })}
          blank={() => nextCriterion(design.criteria)}
          Fields={RatingCriterionFields}
          errors={errors}
        />
      </QuestionFields>
      <RatedResponses {...props} />
      <AnnotatorFields {...props}>
        <Repeats {...props} />
        <KnownRatings {...props} />
      </AnnotatorFields>
    </>
  )
}

/** The gold and practice items, whose right options go along when an option of the main question gets another code. */
function withCodes({ known, criteria: [before] }: RatingDesign, [after]: RatingCriterion[]): RatingDesign['known'] {
  const [old, now] = [before, after].map((criterion) => criterion?.options.map(({ code }) => code) ?? [])
  if (!old || !now || old.length !== now.length) return known
  const [changed, ...others] = old.flatMap((code, at) => (code === now[at] ? [] : [{ code, to: now[at] ?? '' }]))
  if (!changed || others.length > 0) return known
  return known.map((item) => (item.expected === changed.code ? { ...item, expected: changed.to } : item))
}
