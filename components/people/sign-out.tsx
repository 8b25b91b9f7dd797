'use client'

import { signOut } from 'next-auth/react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  label: string
  /** Said when the session could not be ended. */
  failed: string
  /** Where to go then: a path on this site. */
  next?: string
}

/** Ends the session on this device. */
export function SignOut({ label, failed, next = '/sign-in' }: Props) {
  const [hasFailed, setFailed] = useState(false)
  const [isPending, startTransition] = useTransition()
  const leave = () =>
    startTransition(async () => {
      setFailed(false)
      const goOn = await endSession()
      if (goOn === null) setFailed(true)
      // Single sign-on is left where it was entered.
      else window.location.assign(new URL(goOn).origin === window.location.origin ? next : goOn)
    })
  return (
    <div className="flex flex-wrap items-center">
      <Button onPress={leave} isPending={isPending}>
        {label}
      </Button>
      <p className="not-empty:ms-[0.6rem]" role="alert">
        {hasFailed && failed}
      </p>
    </div>
  )
}

/** @returns an address to go on to; null while the session goes on: a refusal has none */
async function endSession(): Promise<string | null> {
  try {
    const answer: { url?: string } = await signOut({ redirect: false })
    return answer.url ?? null
  } catch {
    return null
  }
}
