'use client'

import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import { Notice } from '../ui/notice'
import { useSubmit } from '../ui/use-submit'

type Props = {
  about: string
  /** `only`: they have no other way to sign in. */
  state: 'not' | 'connected' | 'only'
  labels: { connect: string; disconnect: string }
  /** What became of an attempt that has just come back. */
  problem: string | null
  noAnswer: string
  connect: (input: 'connect') => Promise<Answer<{ address: string }>>
  disconnect: (input: 'disconnect') => Promise<Answer<unknown>>
}

/** Whether one's account is connected to single sign-on, and the way to change that. */
export function SignOnAccount({ about, state, labels, problem, noAnswer, connect, disconnect }: Props) {
  const { submit, trouble, isPending } = useSubmit(noAnswer)
  const said = trouble?.message ?? problem
  return (
    <div className="grid gap-4">
      {said && <Notice kind="critical">{said}</Notice>}
      <Note>{about}</Note>
      {state === 'not' && (
        <div>
          <Button
            isPending={isPending}
            onPress={() =>
              submit(
                () => connect('connect'),
                ({ address }) => window.location.assign(address),
              )
            }
          >
            {labels.connect}
          </Button>
        </div>
      )}
      {state === 'connected' && (
        <div>
          <Button
            isPending={isPending}
            onPress={() =>
              submit(
                () => disconnect('disconnect'),
                () => window.location.assign('/account'),
              )
            }
          >
            {labels.disconnect}
          </Button>
        </div>
      )}
    </div>
  )
}
