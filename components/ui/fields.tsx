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

type Shared = { name: string; label: string; description?: string; errors?: string[] | undefined; isRequired?: boolean }

type TextProps = Shared & {
  defaultValue?: string
  value?: string
  onChange?: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'datetime-local'
  autoComplete?: string
  rows?: number
  maxLength?: number
}

/** A labelled text input, or with `rows` a text area; says its errors beneath. */
export function TextField({ label, description, errors, rows, ...props }: TextProps) {
  return (
    <AriaTextField {...props} className="field" isInvalid={Boolean(errors?.length)} validationBehavior="aria">
      <Label className="label">{label}</Label>
      {rows ? (
        <TextArea className="input serif" rows={rows} style={{ minHeight: `${rows + 0.5}lh` }} />
      ) : (
        <Input className="input" />
      )}
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
      className="field"
      isInvalid={Boolean(errors?.length)}
      validationBehavior="aria"
      formatOptions={{ useGrouping: !plain }}
    >
      <Label className="label">{label}</Label>
      <Group className={plain ? '' : 'number'}>
        {!plain && (
          <Button slot="decrement" className="btn">
            −
          </Button>
        )}
        <Input className="input" />
        {!plain && (
          <Button slot="increment" className="btn">
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
        <Text slot="description" className="note hint">
          {description}
        </Text>
      )}
      <FieldError className="error">{errors?.join(' ')}</FieldError>
    </>
  )
}
