'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from './form-trouble'
import { attemptSignIn } from './sign-in-form'
import { useSubmit } from './use-submit'

type NameProps = { name: string; save: (input: { name: string }) => Promise<Answer<unknown>> }

/** What one is called. */
export function NameForm({ name, save }: NameProps) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
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
    <form className="stack" method="post" onSubmit={change}>
      <FormTrouble trouble={trouble} />
      <TextField name="name" label="Name" defaultValue={name} autoComplete="name" errors={trouble?.fields?.name} />
      <div className="row">
        <Button type="submit" isPending={isPending}>
          Save name
        </Button>
        {isSaved && <Notice kind="ok">Saved.</Notice>}
      </div>
    </form>
  )
}

type PasswordProps = {
  email: string
  save: (input: { current: string; password: string }) => Promise<Answer<unknown>>
}

/** A new password for the present one. Other devices are signed out; this one signs in again by itself. */
export function PasswordForm({ email, save }: PasswordProps) {
  const { submit, trouble, isPending } = useSubmit()
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
        if (refusal !== null) return window.location.assign('/sign-in?next=/account')
        form.reset()
        setSaved(true)
      },
    )
  }
  const errors = trouble?.fields
  return (
    <form className="stack" method="post" onSubmit={change}>
      <FormTrouble trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        name="current"
        type="password"
        label="Present password"
        autoComplete="current-password"
        errors={errors?.current}
      />
      <TextField
        name="password"
        type="password"
        label="New password"
        description="At least 10 characters; a few words will do."
        autoComplete="new-password"
        errors={errors?.password}
      />
      <div className="row">
        <Button type="submit" isPending={isPending}>
          Change password
        </Button>
        {isSaved && <Notice kind="ok">Changed. Other devices are signed out.</Notice>}
      </div>
    </form>
  )
}
