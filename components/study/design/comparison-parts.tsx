'use client'

import type { ComparisonDesign } from '@/lib/designs/schema'
import type { CriterionInput } from '@/lib/protocols/comparison/design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { AnnotatorFields } from './annotator-fields'
import { Comparisons } from './comparisons'
import { Criteria } from './criteria'
import { CriterionFields } from './criterion'
import { KnownPairs } from './known-pairs'
import { LimaWords } from './lima-words'
import type { KindProps, SourceProps } from './part'
import { QuestionFields } from './question-fields'
import { RepeatsAndChecks } from './repeats'

/** What a study of comparisons asks, of which pairs, of whom. */
export function ComparisonParts(props: KindProps<ComparisonDesign> & SourceProps) {
  const { design, change, errors } = props
  return (
    <>
      <QuestionFields {...props}>
        <LimaWords {...props} />
        <Criteria<CriterionInput>
          criteria={design.criteria}
          setAll={(criteria) => change({ criteria })}
          blank={() => ({ question: '', scale: 'THREE', labels: scaleLabels('THREE') })}
          Fields={CriterionFields}
          errors={errors}
        />
      </QuestionFields>
      <Comparisons {...props} />
      <AnnotatorFields {...props}>
        <RepeatsAndChecks {...props} />
        <KnownPairs {...props} />
      </AnnotatorFields>
    </>
  )
}
