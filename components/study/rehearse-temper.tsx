'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { RehearsalSettings } from '@/lib/rehearsals/schema'
import { Part } from './design/part'

type Fields<Settings> = {
  settings: Settings
  change: (part: Partial<Settings>) => void
  errors: (field: string) => string[] | undefined
}

/** How simulated annotators judge. */
export function TemperFields({ settings, ...rest }: Fields<RehearsalSettings>) {
  return (
    <Part id="temper" title="How they judge">
      <Note>
        Nobody reads anything. How strong each system is, is drawn from the study’s seed, and{' '}
        {settings.protocol === 'RATING' ? 'grades' : 'verdicts'} are drawn from that: what comes out says nothing about
        the systems.
      </Note>
      <FieldPair>
        {settings.protocol === 'RATING' ? (
          <Percents fields={SPREADS} most={300} settings={settings} {...rest} />
        ) : (
          <Percents fields={SHARES} most={100} settings={settings} {...rest} />
        )}
        <NumberField
          name="seconds"
          label="Seconds a judgment"
          description="The median of the times recorded; the rehearsal itself is much faster."
          value={settings.seconds}
          onChange={(seconds) => rest.change({ seconds })}
          minValue={1}
          maxValue={3600}
          errors={rest.errors('seconds')}
        />
      </FieldPair>
    </Part>
  )
}

const SHARES = [
  { field: 'skill', label: 'Skill, %', hint: 'How often a verdict follows the stronger system, and not a coin.' },
  { field: 'leftBias', label: 'Bias to the left, %', hint: 'How often the left answer is chosen, whatever it says.' },
  { field: 'tieRate', label: 'Ties, %', hint: 'Between systems that are even; fewer where one is stronger.' },
] as const

const SPREADS = [
  {
    field: 'severity',
    label: 'Severity, %',
    hint: 'How far annotators lie apart, in percent of how far a system’s responses do. 0: all as severe.',
  },
  {
    field: 'noise',
    label: 'Noise, %',
    hint: 'How far a grade strays from what the response is worth, in the same percent. 0: never.',
  },
] as const

type PercentsProps<Field extends string> = Fields<Record<Field, number>> & {
  fields: readonly { field: Field; label: string; hint: string }[]
  most: number
}

/** Shares in percent, each with what it means. */
function Percents<Field extends string>({ fields, most, settings, change, errors }: PercentsProps<Field>) {
  return fields.map(({ field, label, hint }) => (
    <NumberField
      key={field}
      name={field}
      label={label}
      description={hint}
      value={Math.round(settings[field] * 100)}
      onChange={(percent) => change({ [field]: percent / 100 } as Partial<Record<Field, number>>)}
      minValue={0}
      maxValue={most}
      errors={errors(field)}
    />
  ))
}
