'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'

/** Between two looks, at least; and so many times as long as the server took for the last one. */
const EVERY_MS = 5000
const REST = 10

type Props = { asOf: string; label: string; isOver: boolean }

/** Says of when the page is, and fetches it anew while somebody looks at it. A study that is closed changes no more. */
export function Live({ asOf, label, isOver }: Props) {
  const router = useRouter()
  const [isPending, startTransition] = useTransition()
  const isVisible = useVisible()
  const started = useRef(0)
  const took = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was fetched, `asOf`, starts the next wait
  useEffect(() => {
    if (isPending) return
    if (started.current > 0) took.current = performance.now() - started.current
    started.current = 0
    if (isOver || !isVisible) return
    const look = () => {
      started.current = performance.now()
      startTransition(() => router.refresh())
    }
    const timer = setTimeout(look, Math.max(EVERY_MS, REST * took.current))
    return () => clearTimeout(timer)
  }, [isPending, isVisible, isOver, asOf, router])
  return (
    <p className="note as-of" data-live={!isOver}>
      As of <time dateTime={asOf}>{label}</time>
    </p>
  )
}

/** Whether the tab is in view. One that comes back into view is taken to be late. */
function useVisible(): boolean {
  const [isVisible, setVisible] = useState(true)
  useEffect(() => {
    const note = () => setVisible(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', note)
    return () => document.removeEventListener('visibilitychange', note)
  }, [])
  return isVisible
}
