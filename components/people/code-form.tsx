'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

type Props = {
  /** Where to go then: a path on this site. */
  next: string
  hasApp: boolean
  prove: (input: { code: string }) => Promise<Answer<unknown>>
}

/** A code of one's app, or a recovery code. */
export function CodeForm({ next, hasApp, prove }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const show = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    submit(
      () => prove({ code }),
      () => window.location.assign(next),
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={show}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="code"
        label={hasApp ? 'Code of your app' : 'Recovery code'}
        description={
          hasApp ? 'Six digits; or a recovery code.' : 'One of the ten that you were shown. Each serves once.'
        }
        autoComplete="one-time-code"
        errors={trouble?.fields?.code}
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
