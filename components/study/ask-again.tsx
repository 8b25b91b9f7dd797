'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/** Asks for the page again, so many milliseconds after it was there; shows nothing. */
export function AskAgain({ every }: { every: number }) {
  const router = useRouter()
  const [isAsking, startAsking] = useTransition()
  useEffect(() => {
    // A page that takes long to make is not asked for again before it is there.
    if (isAsking) return
    const timer = setTimeout(() => startAsking(() => router.refresh()), every)
    return () => clearTimeout(timer)
  }, [router, isAsking, every])
  return null
}
