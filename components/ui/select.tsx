'use client'

import { useId } from 'react'
import { fieldError, fieldLabel } from './field-look'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  options: { value: string; label: string; isDisabled?: boolean }[]
  placeholder: string
  errors?: string[] | undefined
}

/** The system's own list of choices, labelled, with its errors beneath. */
export function Select({ label, value, onChange, options, placeholder, errors }: Props) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label className={fieldLabel()} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={Boolean(errors?.length)}
        aria-describedby={errors ? `${id}-error` : undefined}
      >
        <option value="" disabled>
          {placeholder}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ))}
      </select>
      {errors && (
        <span className={fieldError()} id={`${id}-error`}>
          {errors.join(' ')}
        </span>
      )}
    </div>
  )
}
