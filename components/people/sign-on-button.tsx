'use client'

import { Button } from '@/components/ui/button'
import type { Answer } from '@/lib/server/action'
import { Notice } from '../ui/notice'
import { useSubmit } from '../ui/use-submit'

type Props = {
  label: string
  /** Where to go then: a path on this site. */
  next: string
  /** Said when the server does not answer. */
  noAnswer: string
  look?: 'primary' | 'normal'
  /** Answers with the address at the provider. */
  begin: (input: { next: string }) => Promise<Answer<{ address: string }>>
}

/** Goes to the sign-on provider. When that does not answer it is said here, and the page stays as it is. */
export function SignOnButton({ label, next, noAnswer, look = 'primary', begin }: Props) {
  const { submit, trouble, isPending } = useSubmit(noAnswer)
  const go = () =>
    submit(
      () => begin({ next }),
      ({ address }) => window.location.assign(address),
    )
  return (
    <div className="grid gap-3">
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      <div>
        <Button look={look} onPress={go} isPending={isPending}>
          {label}
        </Button>
      </div>
    </div>
  )
}
