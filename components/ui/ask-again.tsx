'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

const EVERY_MS = 1500

/** Asks for the page again, so many milliseconds after it was there, unless nobody looks; shows nothing. */
export function AskAgain({ every = EVERY_MS }: { every?: number }) {
  const router = useRouter()
  const [isAsking, startAsking] = useTransition()
  useEffect(() => {
    // A page that takes long to make is not asked for again before it is there.
    if (isAsking) return
    const timer = setInterval(() => !document.hidden && startAsking(() => router.refresh()), every)
    return () => clearInterval(timer)
  }, [router, isAsking, every])
  return null
}
