'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { Note } from '@/components/ui/text'

/** Between two looks, at least; and so many times as long as the database took for the last one. */
const EVERY_MS = 5000
const REST = 10

type Props = { studyId: string; asOf: string; label: string; tookMs: number; isOver: boolean }

/** Says of when the page is, and fetches it anew while somebody looks at it; not where nothing changes any more. */
export function Live({ studyId, asOf, label, tookMs, isOver }: Props) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const [misses, setMisses] = useState(0)
  const isVisible = useVisible()
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched, `asOf`, starts the next wait; so does a miss
  useEffect(() => {
    if (isPending || isOver || !isVisible) return
    let isStopped = false
    const look = async () => {
      // A refresh that fails would leave the page for the browser's own error.
      const isThere = await answers(`/api/studies/${studyId}/opening`)
      if (isStopped) return
      setMisses(isThere ? 0 : misses + 1)
      if (isThere) startTransition(() => router.refresh())
    }
    const timer = setTimeout(() => void look(), Math.max(EVERY_MS, REST * tookMs))
    return () => {
      isStopped = true
      clearTimeout(timer)
    }
  }, [isPending, isVisible, isOver, asOf, tookMs, misses])
  return (
    <Note className="mt-[0.6rem] text-right max-md:text-left">
      As of <time dateTime={asOf}>{label}</time>
      {misses > 0 && '. The server does not answer; we try again.'}
    </Note>
  )
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** Whether the tab is in view. */
function useVisible(): boolean {
  const [isVisible, setVisible] = useState(true)
  useEffect(() => {
    const note = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [])
  return isVisible
}
