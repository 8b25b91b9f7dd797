'use client'

import { useRef } from 'react'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { RatingCriterion } from '@/lib/protocols/rating/design'
import { SCALES } from '@/lib/protocols/rating/scales'
import type { CriterionProps } from '../criteria'
import { RatingOptions } from './rating-options'
import { TEMPLATES, type Template, templateIn, type Unit, withTemplate, withUnit } from './templates'

const UNITS: Record<Unit, string> = {
  RESPONSE: 'The whole response',
  TURN: 'Each turn of the assistant',
}

/** One question about a single response, with the scale it is answered on. */
export function RatingCriterionFields({ criterion, index, set, errors }: CriterionProps<RatingCriterion>) {
  const template = templateIn(criterion)
  // A scale of one's own is work: it comes back when a template was only looked at.
  const own = useRef<RatingCriterion['options']>(null)
  const choose = (next: Template) => {
    if (template === 'FREE') own.current = criterion.options
    const changed = withTemplate(criterion, next)
    set(next === 'FREE' && own.current ? { ...changed, options: own.current } : changed)
  }
  return (
    <>
      <FieldPair>
        <Select
          label="Template"
          placeholder="Choose"
          value={template}
          onChange={(next) => choose(next as Template)}
          options={TEMPLATES.map((value) => ({ value, label: SCALES[value].name }))}
        />
        <div>
          <Select
            label="What it asks about"
            placeholder="Choose"
            value={criterion.unit}
            onChange={(unit) => set(withUnit(criterion, unit as Unit))}
            options={Object.entries(UNITS).map(([value, label]) => ({ value, label }))}
            errors={errors('unit')}
          />
          {criterion.unit === 'TURN' && (
            <Note className="mt-[0.35rem]">
              In a conversation the annotator answers it once for each answer of the assistant, in order.
            </Note>
          )}
        </div>
      </FieldPair>
      <TextField
        name={`question-${index}`}
        label="Question"
        value={criterion.question}
        onChange={(question) => set({ ...criterion, question })}
        errors={errors('question')}
        isRequired
      />
      <RatingOptions
        options={criterion.options}
        set={(options) => set({ ...criterion, options })}
        errors={(field) => errors(`options${field}`)}
      />
      {template === 'LIMA_QUALITY' && (
        <Note>The scale of LIMA (Zhou et al. 2023, arXiv 2305.11206, section 4.3), in our words.</Note>
      )}
    </>
  )
}
