'use client'

import { signOut } from 'next-auth/react'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

type Props = {
  label: string
  /** Where to go then: a path on this site. */
  next?: string
}

/** Ends the session on this device. */
export function SignOut({ label, next = '/sign-in' }: Props) {
  const [isPending, startTransition] = useTransition()
  const leave = () =>
    startTransition(async () => {
      await signOut({ redirect: false })
      window.location.assign(next)
    })
  return (
    <Button onPress={leave} isPending={isPending}>
      {label}
    </Button>
  )
}
