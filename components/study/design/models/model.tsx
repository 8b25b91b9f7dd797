'use client'

import { Button } from '@/components/ui/button'
import { FieldPair } from '@/components/ui/field-pair'
import { Select } from '@/components/ui/select'
import type { StudyInput } from '@/lib/designs/schema'
import { Asking } from './asking'
import { Budgets } from './budgets'
import { ModelName } from './model-name'
import type { ModelProps } from './model-props'
import { Parameters } from './parameters'
import { Sent } from './sent'
import type { ModelSource } from './source'
import { TryModel } from './try-model'

type Props = ModelProps & {
  design: StudyInput
  source: ModelSource
  place: { group: number; index: number; of: number }
  remove: () => void
}

/** One model of a group: which, how it is asked, about what, for how much, and what it will read. */
export function Model({ model, design, source, place, set, remove, errors }: Props) {
  const provider = source.providers.find(({ id }) => id === model.providerId) ?? null
  const name = `model ${place.index + 1}`
  const title = `Model ${place.index + 1}${model.model && `: ${model.model}`}`
  const shared = { model, set, errors }
  const at = { group: place.group, model: place.index }
  return (
    <fieldset className="grid gap-[1.1rem] border-t border-rule pt-[0.9rem]">
      <legend className="sr-only">{title}</legend>
      <div className="flex items-center justify-between gap-x-4">
        <p className="text-sm font-semibold wrap-anywhere" aria-hidden="true">
          {title}
        </p>
        {place.of > 1 && (
          <Button look="plain" onPress={remove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        )}
      </div>
      <FieldPair>
        <Select
          label="Provider"
          placeholder="Choose a provider"
          value={model.providerId}
          onChange={(providerId) => set({ providerId, model: '' })}
          options={[
            ...source.providers.map(({ id, name: label }) => ({ value: id, label })),
            ...(provider || !model.providerId
              ? []
              : [{ value: model.providerId, label: 'A provider that cannot be used', isDisabled: true }]),
          ]}
          errors={errors('providerId')}
        />
        <ModelName {...shared} provider={provider} />
      </FieldPair>
      <Asking {...shared} design={design} provider={provider} />
      <Budgets {...shared} provider={provider} />
      <div>
        <Parameters {...shared} provider={provider} />
        <Sent design={design} model={model} example={source.example} />
      </div>
      <div>
        <TryModel design={design} at={at} />
      </div>
    </fieldset>
  )
}
