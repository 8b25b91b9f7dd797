'use client'

import {
  NumberField as AriaNumberField,
  TextField as AriaTextField,
  Button,
  FieldError,
  Group,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import { button } from './button-look'
import { fieldError, fieldLabel } from './field-look'

type Shared = { name: string; label: string; description?: string; errors?: string[] | undefined; isRequired?: boolean }

type TextProps = Shared & {
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'datetime-local' | 'date'
  inputMode?: 'decimal'
  autoComplete?: string
  rows?: number
  maxLength?: number
}

/** A labelled text input, or with `rows` a text area; says its errors beneath. */
export function TextField({ label, description, errors, rows, ...props }: TextProps) {
  return (
    <AriaTextField {...props} className="min-w-0" isInvalid={Boolean(errors?.length)} validationBehavior="aria">
      <Label className={fieldLabel()}>{label}</Label>
      {rows ? <TextArea rows={rows} style={{ minHeight: `${rows + 0.5}lh` }} /> : <Input />}
      <Hints description={description} errors={errors} />
    </AriaTextField>
  )
}

type NumberProps = Shared & {
  defaultValue?: number
  value?: number
  onChange?: (value: number) => void
  minValue?: number
  maxValue?: number
  /** No thousands separators, no steppers: for a seed. */
  plain?: boolean
}

/** A number with − and + beside it. */
export function NumberField({ label, description, errors, plain = false, ...props }: NumberProps) {
  return (
    <AriaNumberField
      {...props}
      className="min-w-0"
      isInvalid={Boolean(errors?.length)}
      validationBehavior="aria"
      formatOptions={{ useGrouping: !plain }}
    >
      <Label className={fieldLabel()}>{label}</Label>
      <Group className={plain ? '' : 'inline-flex'}>
        {!plain && (
          <Button slot="decrement" className={button({ look: 'step', className: 'rounded-e-none' })}>
            −
          </Button>
        )}
        <Input className={plain ? '' : 'w-22 rounded-none border-x-0 text-center'} />
        {!plain && (
          <Button slot="increment" className={button({ look: 'step', className: 'rounded-s-none' })}>
            +
          </Button>
        )}
      </Group>
      <Hints description={description} errors={errors} />
    </AriaNumberField>
  )
}

function Hints({ description, errors }: { description?: string | undefined; errors?: string[] | undefined }) {
  return (
    <>
      {description && (
        <Text slot="description" className="mt-[0.35rem] block text-xs/normal text-ink-2">
          {description}
        </Text>
      )}
      <FieldError className={fieldError()}>{errors?.join(' ')}</FieldError>
    </>
  )
}
