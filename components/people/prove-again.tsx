'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

type Props = { email: string; prove: (input: { password: string }) => Promise<Answer<unknown>> }

/** The password again, before what signing in rests on is changed. */
export function ProveAgain({ email, prove }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    submit(
      () => prove({ password }),
      () => router.refresh(),
    )
  }
  return (
    <form className="grid max-w-sm gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <TextField
        name="password"
        type="password"
        label="Your password again"
        description="It has been a while since you signed in, and this changes how you do."
        autoComplete="current-password"
        isRequired
      />
      <div>
        <Button type="submit" look="primary" isPending={isPending}>
          Go on
        </Button>
      </div>
    </form>
  )
}
