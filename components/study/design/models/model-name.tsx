'use client'

import { useId } from 'react'
import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'
import { fieldError, fieldLabel } from '@/components/ui/field-look'
import { count } from '@/lib/numbers/count'
import type { ModelProps } from './model-props'
import type { ProviderChoice } from './source'

/** The name of a model: one of those that its provider's test listed, or another that is typed. */
export function ModelName({ model, set, errors, provider }: ModelProps & { provider: ProviderChoice | null }) {
  const id = useId()
  const wrong = errors('model')
  const known = provider?.models ?? []
  return (
    <TextField
      className="min-w-0"
      value={model.model}
      onChange={(name) => set({ model: name })}
      isInvalid={Boolean(wrong?.length)}
      validationBehavior="aria"
      isRequired
    >
      <Label className={fieldLabel()}>Model</Label>
      <Input list={id} autoComplete="off" spellCheck="false" />
      <datalist id={id}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Text slot="description" className="mt-[0.35rem] block text-xs/normal text-ink-2">
        {known.length > 0
          ? `${count(known.length, 'model')} listed by its test; another may be typed.`
          : 'As the provider names it.'}
      </Text>
      <FieldError className={fieldError()}>{wrong?.join(' ')}</FieldError>
    </TextField>
  )
}
