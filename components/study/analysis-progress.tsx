'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const ASK_EVERY_MS = 2000

/** How far a long computation has come; asks again until it is done. The page can be left meanwhile. */
export function AnalysisProgress({ done, total }: { done: number; total: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  const share = Math.round((100 * done) / Math.max(1, total))
  return (
    <div role="status">
      <p className="standfirst">Computing intervals from the judgments: {share}%.</p>
      <p className="quiet">
        You can leave this page: the work goes on, and its result is kept until a judgment changes.
      </p>
      <progress value={done} max={total} aria-label="Computation" />
    </div>
  )
}
