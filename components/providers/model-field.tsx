'use client'

import { useId } from 'react'
import { fieldError, fieldLabel } from '@/components/ui/field-look'

type Props = {
  label: string
  models: readonly string[]
  value: string
  onChange: (model: string) => void
  errors?: string[] | undefined
}

/** The name of a model, to be typed, with those that are known to choose from. */
export function ModelField({ label, models, value, onChange, errors }: Props) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label className={fieldLabel()} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        name="model"
        list={`${id}-models`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={Boolean(errors?.length)}
        aria-describedby={errors ? `${id}-error` : undefined}
      />
      <datalist id={`${id}-models`}>
        {models.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
      {errors && (
        <span className={fieldError()} id={`${id}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </div>
  )
}
