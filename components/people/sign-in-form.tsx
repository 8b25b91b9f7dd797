'use client'

import { signIn } from 'next-auth/react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '../ui/form-trouble'
import type { Trouble } from '../ui/use-submit'
import type { FormWords } from './form-words'

type Props = {
  /** Where to go on success: a path on this site. */
  next: string
  words: FormWords
  /** Words for the codes that a refusal brings. */
  refusals: Record<string, string>
}

/** E-mail and password. A refusal is said above the fields, and gets the focus; what was typed stays. */
export function SignInForm({ next, words, refusals }: Props) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    startTransition(async () => {
      const refusal = await attemptSignIn(String(data.get('email')), String(data.get('password')))
      // A whole page load: nothing that was fetched for somebody else, or for nobody, remains.
      if (refusal === null) window.location.assign(next)
      else if (refusal === 'factor_needed') window.location.assign(factorStep(next))
      else setTrouble({ message: refusals[refusal] ?? words.noAnswer })
    })
  }
  return (
    // Before the script has loaded, a form without `method` would put the password into the address.
    <form className="grid gap-[1.1rem]" method="post" onSubmit={submit}>
      <FormTrouble trouble={trouble} />
      <TextField name="email" type="email" label={words.email} autoComplete="username" isRequired />
      <TextField name="password" type="password" label={words.password} autoComplete="current-password" isRequired />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" look="primary" isPending={isPending}>
          {words.signIn}
        </Button>
      </div>
    </form>
  )
}

/** Where a second factor is shown after the password, and where to go then. */
export function factorStep(next: string): string {
  return `/sign-in/factor?next=${encodeURIComponent(next)}`
}

/** Tries to sign in: null on success, else a code. */
export async function attemptSignIn(email: string, password: string): Promise<string | null> {
  try {
    const answer = await signIn('credentials', { email, password, redirect: false })
    return answer?.ok ? null : (answer?.error ?? 'unexpected')
  } catch {
    return 'unexpected'
  }
}
