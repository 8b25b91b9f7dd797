'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import type { PageWords } from '@/lib/i18n/pages'
import type { Answer } from '@/lib/server/action'
import { useSubmit } from '../ui/use-submit'

type Words = { link: PageWords['link']; noAnswer: string }

type EndProps = Words & { token: string; end: (input: { token: string }) => Promise<Answer<unknown>> }

/** Ends one's reminders by the link in one. */
export function EndReminders({ token, link, noAnswer, end }: EndProps) {
  const { submit, trouble, isPending } = useSubmit(noAnswer)
  const [isOff, setOff] = useState(false)
  if (isOff) return <Notice kind="ok">{link.remindersAreOff}</Notice>
  return (
    <div className="grid gap-4">
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <div>
        <Button
          look="primary"
          isPending={isPending}
          onPress={() =>
            submit(
              () => end({ token }),
              () => setOff(true),
            )
          }
        >
          {link.remindersOff}
        </Button>
      </div>
    </div>
  )
}

type SwitchProps = Words & {
  areWanted: boolean
  save: (input: { areWanted: boolean }) => Promise<Answer<unknown>>
}

/** Whether one gets reminders, on one's account page. */
export function RemindersSwitch({ areWanted, link, noAnswer, save }: SwitchProps) {
  const { submit, trouble, isPending } = useSubmit(noAnswer)
  return (
    <div className="grid gap-4">
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <Note>
        {link.remindersAsk} {areWanted ? link.remindersNow : link.remindersNone}
      </Note>
      <div>
        <Button
          isPending={isPending}
          onPress={() =>
            submit(
              () => save({ areWanted: !areWanted }),
              () => undefined,
            )
          }
        >
          {areWanted ? link.remindersOff : link.remindersOn}
        </Button>
      </div>
    </div>
  )
}
