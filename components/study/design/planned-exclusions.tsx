'use client'

import { fieldLabel } from '@/components/ui/field-look'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField, TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { Preregistration } from '@/lib/designs/preregistration'
import type { PlanProps } from './plan-props'

type Exclusions = Preregistration['exclusions']

/** Who is left out of the results: by numbers that a report can hold them to, and in words. */
export function PlannedExclusions({ plan: { exclusions }, set, words, errors }: PlanProps) {
  const change = (part: Partial<Exclusions>) => set({ exclusions: { ...exclusions, ...part } })
  const field = (name: keyof Omit<Exclusions, 'words'>, scale = 1) => (
    <NumberField
      name={`plan-${name}`}
      label={words[name]}
      value={exclusions[name] === null ? Number.NaN : scale * (exclusions[name] ?? 0)}
      onChange={(value) => change({ [name]: Number.isNaN(value) ? null : value / scale })}
      minValue={0}
      plain
      errors={errors(`exclusions.${name}`)}
    />
  )
  return (
    <fieldset>
      <legend className={fieldLabel()}>{words.exclusions}</legend>
      <FieldPair>
        {field('goldMissed', 100)}
        {field('checksFailed', 100)}
        {field('medianSeconds')}
        {field('judgments')}
      </FieldPair>
      <Note className="my-3">{words.exclusionsAbout}</Note>
      <TextField
        name="plan-exclusions"
        label={words.exclusionWords}
        rows={2}
        value={exclusions.words}
        onChange={(text) => change({ words: text })}
        errors={errors('exclusions.words')}
      />
    </fieldset>
  )
}
