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
      if (await endSession()) window.location.assign(next)
      else setFailed(true)
    })
  return (
    <div className="flex flex-wrap items-center">
      <Button onPress={leave} isPending={isPending}>
        {label}
      </Button>
      <p className="not-empty:ml-[0.6rem]" role="alert">
        {hasFailed && failed}
      </p>
    </div>
  )
}

/** @returns whether there is no session any more: a refusal has no address to go on to */
async function endSession(): Promise<boolean> {
  try {
    const answer: { url?: string } = await signOut({ redirect: false })
    return answer.url !== undefined
  } catch {
    return false
  }
}
