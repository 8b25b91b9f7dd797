'use client'

import { NumberField as AriaNumberField, FieldError, Input, TextArea, TextField } from 'react-aria-components'
import { fieldError } from '@/components/ui/field-look'

type Shared = { label: string; errors: string[] | undefined }

type TextProps = Shared & {
  value: string
  onChange: (value: string) => void
  maxLength?: number
  /** As many lines as the text has, instead of one. */
  isLong?: boolean
}

/** A text field in a table: its heads are its label to the eye, `label` says it in full. */
export function TextInputCell({ label, errors, isLong = false, ...field }: TextProps) {
  return (
    <TextField {...field} aria-label={label} isInvalid={Boolean(errors)} validationBehavior="aria">
      {isLong ? <TextArea rows={1} className="font-sans text-sm" /> : <Input />}
      <FieldError className={fieldError()}>{errors?.join(' ')}</FieldError>
    </TextField>
  )
}

/** A number that was read from a file has as many places here as there. */
const EXACTLY = { maximumFractionDigits: 12 }

type NumberProps = Shared & {
  value: number | null
  onChange: (value: number | null) => void
  minValue: number
  maxValue?: number
}

/** A number in a table; empty is null. */
export function NumberInputCell({ label, errors, value, onChange, ...bounds }: NumberProps) {
  return (
    <AriaNumberField
      aria-label={label}
      value={value ?? Number.NaN}
      onChange={(number) => onChange(Number.isNaN(number) ? null : number)}
      {...bounds}
      formatOptions={EXACTLY}
      isInvalid={Boolean(errors)}
      validationBehavior="aria"
    >
      <Input />
      <FieldError className={fieldError()}>{errors?.join(' ')}</FieldError>
    </AriaNumberField>
  )
}
