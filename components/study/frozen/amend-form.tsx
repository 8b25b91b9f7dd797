'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import type { AmendmentInput } from '@/lib/studies/amendment-schema'

/** How an amendment is made: the answer says which it became. */
export type MakeAmendment = (input: AmendmentInput) => Promise<Answer<{ number: number }>>

type Props = {
  label: string
  /** What it is now. */
  now: string
  submitLabel: string
  make: MakeAmendment
  amendment: (reason: string) => AmendmentInput
  children: (errors: (field: string) => string[] | undefined) => React.ReactNode
}

/** One kind of amendment: its fields, its reason, its button. */
export function AmendForm({ label, now, submitLabel, make, amendment, children }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [reason, setReason] = useState('')
  const errors = (field: string) => trouble?.fields?.[field]
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => make(amendment(reason)),
      () => setReason(''),
    )
  }
  return (
    <Disclosure label={label} aside={now}>
      <form className="grid gap-[1.1rem]" onSubmit={send} noValidate>
        <FormTrouble trouble={trouble} />
        {children(errors)}
        <TextField
          name="reason"
          label="Reason"
          description="It becomes part of the protocol."
          rows={2}
          value={reason}
          onChange={setReason}
          errors={errors('reason')}
          isRequired
        />
        <div>
          <Button type="submit" isPending={isPending}>
            {isPending ? 'Amending …' : submitLabel}
          </Button>
        </div>
      </form>
    </Disclosure>
  )
}
