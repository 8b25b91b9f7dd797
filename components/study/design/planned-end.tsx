'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField, TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { Stopping } from '@/lib/designs/preregistration'
import type { PlanProps } from './plan-props'

const STARTS: { [When in Stopping['when']]: Extract<Stopping, { when: When }> } = {
  PLANNED: { when: 'PLANNED' },
  JUDGMENTS: { when: 'JUDGMENTS', judgments: 1000 },
  DATE: { when: 'DATE', date: '' },
  ANYTIME: { when: 'ANYTIME' },
}

/** When collecting is to end. */
export function PlannedEnd({ plan: { stopping }, set, words, errors }: PlanProps) {
  return (
    <FieldPair>
      <Select
        label={words.stopping}
        placeholder={words.choose}
        value={stopping.when}
        onChange={(when) => set({ stopping: STARTS[when as Stopping['when']] })}
        options={Object.keys(STARTS).map((value) => ({ value, label: words.stoppings[value as Stopping['when']] }))}
        errors={errors('stopping')}
      />
      {stopping.when === 'JUDGMENTS' && (
        <NumberField
          name="plan-stop-judgments"
          label={words.stopJudgments}
          value={stopping.judgments}
          onChange={(judgments) => set({ stopping: { when: 'JUDGMENTS', judgments } })}
          minValue={1}
          errors={errors('stopping.judgments')}
        />
      )}
      {stopping.when === 'DATE' && (
        <TextField
          name="plan-stop-date"
          label={words.stopDate}
          type="date"
          value={stopping.date}
          onChange={(date) => set({ stopping: { when: 'DATE', date } })}
          errors={errors('stopping.date')}
        />
      )}
    </FieldPair>
  )
}
