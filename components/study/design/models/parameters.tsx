'use client'

import { Disclosure } from '@/components/ui/disclosure'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { ModelParameters } from '@/lib/providers/parameters'
import { testOf } from './blank-model'
import type { ModelProps } from './model-props'
import { parameterWords } from './model-words'
import type { Ability, ProviderChoice } from './source'

const NUMBERS = [
  { name: 'temperature', label: 'Temperature', max: 2 },
  { name: 'topP', label: 'Top p', max: 1 },
  { name: 'seed', label: 'Seed', max: 2_147_483_647 },
] as const

const NAMES = { temperature: 'temperature', topP: 'top p', seed: 'seed', reasoningEffort: 'reasoning effort' } as const

type Name = Exclude<Ability, 'schema'>

const EFFORTS = { none: 'Not sent', minimal: 'Minimal', low: 'Low', medium: 'Medium', high: 'High' }

/** What is sent beside the text: only what the provider's test found to work can be set. */
export function Parameters({ model, set, errors, provider }: ModelProps & { provider: ProviderChoice | null }) {
  const { parameters } = model
  const change = (part: Partial<ModelParameters>) => set({ parameters: { ...parameters, ...part } })
  const wrong = (name: string) => errors(`parameters.${name}`)
  // One that was set before the test stays in sight, so that it can be taken away.
  const takes = testOf(provider, model.model)
  const isShown = (name: Name) => takes?.[name] === true || parameters[name] !== null
  const refused = (Object.keys(NAMES) as Name[]).filter((name) => takes?.[name] === false)
  return (
    <Disclosure
      label="Parameters"
      aside={parameterWords(parameters)}
      isOpen={['temperature', 'topP', 'seed', 'maxTokens', 'reasoningEffort'].some((name) => Boolean(wrong(name)))}
    >
      <Note className="mb-[0.8rem]">
        Empty: not sent, the provider decides.
        {refused.length > 0 && ` Its test found that it refuses ${refused.map((name) => NAMES[name]).join(', ')}.`}
        {takes === null &&
          ` ${model.model || 'The model'} was not tested yet: what else it takes is not known. An admin tests it under Providers.`}
      </Note>
      <FieldPair>
        <NumberField
          name="maxTokens"
          label="Room for an answer, tokens"
          description="Hidden reasoning takes of it."
          value={parameters.maxTokens}
          onChange={(maxTokens) => change({ maxTokens })}
          minValue={1}
          maxValue={1_000_000}
          errors={wrong('maxTokens')}
          plain
        />
        {NUMBERS.filter(({ name }) => isShown(name)).map(({ name, label, max }) => (
          <NumberField
            key={name}
            name={name}
            label={label}
            value={parameters[name] ?? Number.NaN}
            onChange={(value) => change({ [name]: Number.isNaN(value) ? null : value })}
            minValue={0}
            maxValue={max}
            errors={wrong(name)}
            plain
          />
        ))}
        {isShown('reasoningEffort') && (
          <Select
            label="Reasoning effort"
            placeholder="Not sent"
            value={parameters.reasoningEffort ?? 'none'}
            onChange={(next) =>
              change({ reasoningEffort: next === 'none' ? null : (next as ModelParameters['reasoningEffort']) })
            }
            options={Object.entries(EFFORTS).map(([value, label]) => ({ value, label }))}
            errors={wrong('reasoningEffort')}
          />
        )}
      </FieldPair>
    </Disclosure>
  )
}
