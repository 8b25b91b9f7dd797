'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const LOOK_AGAIN_MS = 1500

/** Stands beside what was found while a job imports it; looks again by itself until it is in. */
export function Importing({ lines, isWaiting }: { lines: number; isWaiting: boolean }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && router.refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [router])
  return (
    <section className="section-tight" aria-labelledby="importing">
      <h2 id="importing">Import</h2>
      <p className="prose" role="status">
        {isWaiting ? 'The import waits for its turn.' : `Importing ${lines.toLocaleString('en')} lines.`} You can leave
        this page: it goes on by itself, all or nothing.
      </p>
    </section>
  )
}
