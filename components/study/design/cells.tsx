'use client'

import { NumberField as AriaNumberField, FieldError, Input, TextField } from 'react-aria-components'
import { fieldError } from '@/components/ui/field-look'

type Shared = { label: string; errors: string[] | undefined }

/** A text field in a table: its heads are its label to the eye, `label` says it in full. */
export function TextInputCell(
  props: Shared & { value: string; onChange: (value: string) => void; maxLength?: number },
) {
  const { label, errors, ...field } = props
  return (
    <TextField {...field} aria-label={label} isInvalid={Boolean(errors)} validationBehavior="aria">
      <Input />
      <FieldError className={fieldError()}>{errors?.join(' ')}</FieldError>
    </TextField>
  )
}

type NumberProps = Shared & { value: number | null; onChange: (value: number | null) => void; minValue: number }

/** A number in a table; empty is null. */
export function NumberInputCell({ label, errors, value, onChange, minValue }: NumberProps) {
  return (
    <AriaNumberField
      aria-label={label}
      value={value ?? Number.NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
      minValue={minValue}
      isInvalid={Boolean(errors)}
      validationBehavior="aria"
    >
      <Input />
      <FieldError className={fieldError()}>{errors?.join(' ')}</FieldError>
    </AriaNumberField>
  )
}
