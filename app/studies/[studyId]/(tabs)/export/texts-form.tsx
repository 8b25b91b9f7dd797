'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import { decide } from './actions'

type Props = { studyId: string; isShared: boolean }

/** Decides, with the grounds, that texts may be given on whose licence does not say so; or takes that back. */
export function TextsForm({ studyId, isShared }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [reason, setReason] = useState('')
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => decide({ studyId, share: !isShared, reason }),
      () => setReason(''),
    )
  }
  return (
    <form className="mt-5 grid max-w-[34rem] gap-[1.1rem]" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      {!isShared && (
        <TextField
          name="reason"
          label="On what grounds may they be given on?"
          description="For instance that you hold the rights, or who allowed it and when. Recorded with your name in the audit trail; the grounds stand in the files."
          rows={2}
          maxLength={400}
          value={reason}
          onChange={setReason}
          errors={trouble?.fields?.reason}
          isRequired
        />
      )}
      <div>
        <Button type="submit" isPending={isPending}>
          {isShared ? 'Leave the texts out again' : 'Put the texts in files for others'}
        </Button>
      </div>
    </form>
  )
}
