'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { RehearsalSettings } from '@/lib/rehearsals/schema'
import { Part } from './design/part'

type Props = {
  settings: RehearsalSettings
  change: (part: Partial<RehearsalSettings>) => void
  errors: (field: string) => string[] | undefined
}

const SHARES = [
  { field: 'skill', label: 'Skill, %', hint: 'How often a verdict follows the stronger system, and not a coin.' },
  { field: 'leftBias', label: 'Bias to the left, %', hint: 'How often the left answer is chosen, whatever it says.' },
  { field: 'tieRate', label: 'Ties, %', hint: 'Between systems that are even; fewer where one is stronger.' },
] as const

/** How simulated annotators judge. */
export function TemperFields({ settings, change, errors }: Props) {
  return (
    <Part id="temper" title="How they judge">
      <Note>
        Nobody reads anything. How strong each system is, is drawn from the study’s seed, and verdicts are drawn from
        that: what comes out says nothing about the systems.
      </Note>
      <FieldPair>
        {SHARES.map(({ field, label, hint }) => (
          <NumberField
            key={field}
            name={field}
            label={label}
            description={hint}
            value={Math.round(settings[field] * 100)}
            onChange={(percent) => change({ [field]: percent / 100 })}
            minValue={0}
            maxValue={100}
            errors={errors(field)}
          />
        ))}
        <NumberField
          name="seconds"
          label="Seconds a judgment"
          description="The median of the times recorded; the rehearsal itself is much faster."
          value={settings.seconds}
          onChange={(seconds) => change({ seconds })}
          minValue={1}
          maxValue={3600}
          errors={errors('seconds')}
        />
      </FieldPair>
    </Part>
  )
}
