'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import type { PriceInput } from '@/lib/providers/schema'
import type { Answer } from '@/lib/server/action'
import { ModelField } from './model-field'

type Props = {
  providerId: string
  models: readonly string[]
  currency: string
  /** The day of today, such as 2026-11-30. */
  today: string
  setPrice: (input: PriceInput) => Promise<Answer<unknown>>
}

/** Says what a model costs from a day on. */
export function PriceForm({ providerId, models, currency, today, setPrice }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [model, setModel] = useState('')
  const [isSaved, setSaved] = useState(false)
  const errors = (name: string) => trouble?.fields?.[name]
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '').trim()
    const [input, cachedInput, output] = [text('input'), text('cachedInput'), text('output')]
    setSaved(false)
    submit(
      () =>
        setPrice({
          ...{ providerId, model, input, cachedInput, output },
          ...{ currency: text('currency'), validFrom: text('validFrom') },
        }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="mt-6 grid max-w-3xl gap-[1.1rem]" method="post" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      <FieldPair>
        <ModelField label="Model" models={models} value={model} onChange={setModel} errors={errors('model')} />
        <TextField
          name="currency"
          label="Currency"
          description="In three letters."
          defaultValue={currency}
          maxLength={3}
          errors={errors('currency')}
        />
        <TextField name="input" label="A million tokens of input" inputMode="decimal" errors={errors('input')} />
        <TextField name="output" label="A million tokens of output" inputMode="decimal" errors={errors('output')} />
        <TextField
          name="cachedInput"
          label="A million tokens of cached input"
          description="Empty: as other input."
          inputMode="decimal"
          errors={errors('cachedInput')}
        />
        <TextField name="validFrom" type="date" label="From" defaultValue={today} errors={errors('validFrom')} />
      </FieldPair>
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Set the price
        </Button>
        {isSaved && !trouble && <Notice kind="ok">Saved.</Notice>}
      </div>
    </form>
  )
}
