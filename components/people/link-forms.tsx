'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { PageWords } from '@/lib/i18n/pages'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import type { FormWords } from './form-words'

type Kind = 'SIGN_IN' | 'RESET'
type Words = { words: FormWords; link: PageWords['link'] }

type AskProps = Words & { send: (input: { email: string; kind: Kind }) => Promise<Answer<unknown>> }

/** Asks for a link by mail. What is said then is the same whether there is such an account. */
export function AskForLink({ words, link, send }: AskProps) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const [isSent, setSent] = useState(false)
  const ask = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { submitter } = event.nativeEvent as SubmitEvent
    const kind = submitter instanceof HTMLButtonElement && submitter.value === 'RESET' ? 'RESET' : 'SIGN_IN'
    const email = String(new FormData(event.currentTarget).get('email'))
    setSent(false)
    submit(
      () => send({ email, kind }),
      () => setSent(true),
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={ask}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="email"
        type="email"
        label={words.email}
        autoComplete="username"
        errors={trouble?.fields?.email}
        isRequired
      />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" name="kind" value="SIGN_IN" look="primary" isPending={isPending}>
          {link.signIn}
        </Button>
        <Button type="submit" name="kind" value="RESET" isPending={isPending}>
          {link.reset}
        </Button>
      </div>
      {isSent && <Notice kind="ok">{link.sent}</Notice>}
    </form>
  )
}

type EnterProps = Words & { token: string; enter: (input: { token: string }) => Promise<Answer<{ next: string }>> }

/** A button: whatever only opens the link, as mail scanners do, does not use it. */
export function EnterByLink({ token, words, link, enter }: EnterProps) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  return (
    <div className="grid gap-[1.1rem]">
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <div>
        <Button
          look="primary"
          isPending={isPending}
          onPress={() =>
            submit(
              () => enter({ token }),
              ({ next }) => window.location.assign(next),
            )
          }
        >
          {link.openButton}
        </Button>
      </div>
    </div>
  )
}

type ResetProps = Words & {
  token: string
  reset: (input: { token: string; password: string }) => Promise<Answer<{ next: string }>>
}

/** Another password for whoever holds the link. */
export function ResetByLink({ token, words, link, reset }: ResetProps) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const save = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    submit(
      () => reset({ token, password }),
      ({ next }) => window.location.assign(next),
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={save}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="password"
        type="password"
        label={words.newPassword}
        description={words.passwordNote}
        autoComplete="new-password"
        errors={trouble?.fields?.password}
        isRequired
      />
      <div>
        <Button type="submit" look="primary" isPending={isPending}>
          {link.resetButton}
        </Button>
      </div>
    </form>
  )
}
