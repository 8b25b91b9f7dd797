'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { Language } from '@/lib/i18n/languages'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { MailLanguage } from './mail-invites'

type Props = {
  studyId: string
  /** How many a reminder would reach now. */
  people: number
  remind: (input: { studyId: string; language: Language }) => Promise<Answer<{ mails: number }>>
}

/** Sends a mail to those who have something to judge and are not at it. */
export function RemindAnnotators({ studyId, people, remind }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [sent, setSent] = useState<number | null>(null)
  const post = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const language = new FormData(event.currentTarget).get('language') as Language
    submit(
      () => remind({ studyId, language }),
      ({ mails }) => setSent(mails),
    )
  }
  if (people === 0) return sent !== null && <Notice kind="ok">{said(sent)}</Notice>
  return (
    <form className="mt-6 grid gap-3" method="post" onSubmit={post}>
      <FormTrouble trouble={trouble} />
      <p className="max-w-(--measure)">
        {count(people, 'annotator', 'annotators')} with something to judge {people === 1 ? 'is' : 'are'} not at it. A
        reminder by mail reaches each at most every three days; people can switch it off.
      </p>
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <MailLanguage />
        <Button type="submit" isPending={isPending}>
          Send reminders
        </Button>
      </div>
      {sent !== null && <Notice kind="ok">{said(sent)}</Notice>}
    </form>
  )
}

function said(mails: number): string {
  return `${count(mails, 'reminder is', 'reminders are')} on the way.`
}
