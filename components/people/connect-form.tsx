'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import type { FormWords } from './form-words'

type Props = {
  /** What the provider said; any other account is as good. */
  email: string
  label: string
  words: FormWords
  connect: (input: { email: string; password: string }) => Promise<Answer<{ next: string }>>
}

/** E-mail and password of the account that is one's own, once. */
export function ConnectForm({ email, label, words, connect }: Props) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const prove = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    submit(
      () => connect({ email: String(data.get('email')), password: String(data.get('password')) }),
      ({ next }) => window.location.assign(next),
    )
  }
  const errors = trouble?.fields
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={prove}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="email"
        type="email"
        label={words.email}
        defaultValue={email}
        autoComplete="username"
        errors={errors?.email}
        isRequired
      />
      <TextField
        name="password"
        type="password"
        label={words.password}
        autoComplete="current-password"
        errors={errors?.password}
        isRequired
      />
      <div>
        <Button type="submit" look="primary" isPending={isPending}>
          {label}
        </Button>
      </div>
    </form>
  )
}
