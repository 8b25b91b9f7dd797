'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

type Props = {
  studyId: string
  days: number | null
  save: (input: { studyId: string; days: string | null }) => Promise<Answer<unknown>>
}

/** After how many days from its end a study forgets its people. */
export function RetentionForm({ studyId, days, save }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [isSaved, setSaved] = useState(false)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = String(new FormData(event.currentTarget).get('days')).trim()
    setSaved(false)
    submit(
      () => save({ studyId, days: given === '' ? null : given }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid max-w-(--measure) gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <p>
        Admins can see whose a code is, and whom a crowd platform pays. So many days after the study is closed that is
        forgotten for good; verdicts stay. Pay people before.
      </p>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <TextField
          name="days"
          label="Days after the end"
          description="Empty: until somebody is erased by an admin."
          defaultValue={days === null ? '' : String(days)}
          inputMode="decimal"
          errors={trouble?.fields?.days}
        />
        <Button type="submit" isPending={isPending}>
          Save
        </Button>
      </div>
      {isSaved && <Notice kind="ok">Saved.</Notice>}
    </form>
  )
}
