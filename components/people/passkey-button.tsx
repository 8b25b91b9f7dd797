'use client'

import { startAuthentication } from '@simplewebauthn/browser'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Answer } from '@/lib/server/action'
import { Notice } from '../ui/notice'
import { useSubmit } from '../ui/use-submit'

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
type Given = Awaited<ReturnType<typeof startAuthentication>>

type Props = {
  label: string
  /** Where to go then: a path on this site. */
  next: string
  look?: 'primary' | 'normal'
  ask: (input: 'passkey') => Promise<Answer<Options>>
  prove: (input: { answer: Given }) => Promise<Answer<unknown>>
}

/** Signs in with a passkey of this device, or of a phone or key beside it. */
export function PasskeyButton({ label, next, look = 'normal', ask, prove }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [isBrokenOff, setBrokenOff] = useState(false)
  const use = () => {
    setBrokenOff(false)
    submit(
      () => ask('passkey'),
      async (optionsJSON) => {
        // Browsers do not say whether there was none, or somebody changed their mind.
        const answer = await startAuthentication({ optionsJSON }).catch(() => null)
        if (answer === null) return setBrokenOff(true)
        submit(
          () => prove({ answer }),
          () => window.location.assign(next),
        )
      },
    )
  }
  return (
    <div className="grid gap-3">
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      {isBrokenOff && <Notice>No passkey was used.</Notice>}
      <div>
        <Button look={look} onPress={use} isPending={isPending}>
          {label}
        </Button>
      </div>
    </div>
  )
}
