'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { NumberField } from '@/components/ui/fields'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'

type Input = { studyId: string; groupId: string; capacity: number | null; days: number | null }
type Props = {
  studyId: string
  groupId: string
  /** What the fields say at first. */
  defaults: { capacity: number; days: number }
  invite: (input: Input) => Promise<Answer<{ token: string }>>
}

/** Makes a link into a group, and shows it once. Both limits may be emptied. */
export function InviteAnnotators({ studyId, groupId, defaults, invite }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [link, setLink] = useState<string | null>(null)
  const make = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const limit = (name: string) => (data.get(name) ? Number(data.get(name)) : null)
    submit(
      () => invite({ studyId, groupId, capacity: limit('capacity'), days: limit('days') }),
      ({ token }) => setLink(`${window.location.origin}/join/${token}`),
    )
  }
  const errors = trouble?.fields
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={make}>
      <FormTrouble trouble={trouble} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <NumberField
          name="capacity"
          label="For how many people"
          description="Empty: no limit."
          defaultValue={defaults.capacity}
          minValue={1}
          errors={errors?.capacity}
        />
        <NumberField
          name="days"
          label="Valid for how many days"
          description="Empty: until it is revoked."
          defaultValue={defaults.days}
          minValue={1}
          errors={errors?.days}
        />
      </div>
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" look={link ? 'normal' : 'primary'} isPending={isPending}>
          {link ? 'Make another link' : 'Make a link'}
        </Button>
      </div>
      {link && <CopyField label="Invite link" value={link} note="Send it to them. It is shown only now." />}
    </form>
  )
}
