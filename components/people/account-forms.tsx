'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import type { FormWords } from './form-words'
import { attemptSignIn, factorStep } from './sign-in-form'

type NameProps = { name: string; words: FormWords; save: (input: { name: string }) => Promise<Answer<unknown>> }

/** What one is called. */
export function NameForm({ name, words, save }: NameProps) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const [isSaved, setSaved] = useState(false)
  const change = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setSaved(false)
    submit(
      () => save({ name: String(data.get('name')) }),
      () => {
        setSaved(true)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={change}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="name"
        label={words.name}
        defaultValue={name}
        autoComplete="name"
        errors={trouble?.fields?.name}
      />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          {words.saveName}
        </Button>
        {isSaved && <Notice kind="ok">{words.saved}</Notice>}
      </div>
    </form>
  )
}

type PasswordProps = {
  email: string
  words: FormWords
  save: (input: { current: string; password: string }) => Promise<Answer<unknown>>
  /** Where to go then, where there is somewhere to go: a path on this site. */
  next?: string
}

/** A new password for the present one. Other devices are signed out; this one signs in again by itself. */
export function PasswordForm({ email, words, save, next }: PasswordProps) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const [isSaved, setSaved] = useState(false)
  const change = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const password = String(data.get('password'))
    setSaved(false)
    submit(
      () => save({ current: String(data.get('current')), password }),
      async () => {
        const refusal = await attemptSignIn(email, password)
        if (refusal === 'factor_needed') return window.location.assign(factorStep(next ?? '/account'))
        if (refusal !== null) return window.location.assign('/sign-in?next=/account')
        if (next) return window.location.assign(next)
        form.reset()
        setSaved(true)
      },
    )
  }
  const errors = trouble?.fields
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={change}>
      <FormTrouble trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        name="current"
        type="password"
        label={words.current}
        autoComplete="current-password"
        errors={errors?.current}
      />
      <TextField
        name="password"
        type="password"
        label={words.newPassword}
        description={words.passwordNote}
        autoComplete="new-password"
        errors={errors?.password}
      />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          {words.change}
        </Button>
        {isSaved && <Notice kind="ok">{words.changed}</Notice>}
      </div>
    </form>
  )
}
