'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MS = 1500

/** Has the page fetched anew again and again while something on it is under way, unless nobody looks. */
export function LookAgain() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && router.refresh(), EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
