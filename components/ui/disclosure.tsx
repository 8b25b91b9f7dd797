'use client'

import { useEffect, useRef, useState } from 'react'
import { CHEVRON } from './chevron'

type Props = {
  label: React.ReactNode
  /** Stands beside the label, quieter: what is inside, in a few words. */
  aside?: React.ReactNode
  /** Open from the start; when it becomes true later, it opens then. It never closes what somebody has open. */
  isOpen?: boolean
  /** Without rules above and below it. */
  isPlain?: boolean
  children: React.ReactNode
}

const SUMMARY = `${CHEVRON} group/summary flex min-h-[calc(var(--target)+0.5rem)] cursor-pointer list-none flex-wrap items-center gap-x-[0.6rem] text-sm`

/** Something folded away behind its label. */
export function Disclosure({ label, aside, isOpen = false, isPlain = false, children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  const [wasOpen] = useState(isOpen)
  useEffect(() => {
    if (isOpen && details.current) details.current.open = true
  }, [isOpen])
  return (
    // It may be opened before React is there.
    <details
      className={isPlain ? '' : 'border-b border-rule first:border-t'}
      ref={details}
      open={wasOpen}
      suppressHydrationWarning
    >
      <summary className={SUMMARY}>
        <span className="font-semibold group-hover/summary:underline">{label}</span>
        {aside && <span className="text-ink-2">{aside}</span>}
      </summary>
      <div className={isPlain ? 'space-y-[0.35rem] pb-1' : 'pt-[0.4rem] pb-[1.3rem]'}>{children}</div>
    </details>
  )
}
