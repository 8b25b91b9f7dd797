'use client'

import { useEffect, useRef, useState } from 'react'

type Props = {
  label: React.ReactNode
  /** Stands beside the label, quieter: what is inside, in a few words. */
  aside?: React.ReactNode
  /** Open from the start; when it becomes true later, it opens then. It never closes what somebody has open. */
  isOpen?: boolean
  className?: string
  children: React.ReactNode
}

/** Something folded away behind its label. */
export function Disclosure({ label, aside, isOpen = false, className = '', children }: Props) {
  const details = useRef<HTMLDetailsElement>(null)
  const [wasOpen] = useState(isOpen)
  useEffect(() => {
    if (isOpen && details.current) details.current.open = true
  }, [isOpen])
  return (
    // It may be opened before React is there.
    <details className={`disclosure ${className}`} ref={details} open={wasOpen} suppressHydrationWarning>
      <summary>
        <span className="disclosure-label">{label}</span>
        {aside && <span className="quiet">{aside}</span>}
      </summary>
      <div className="disclosed">{children}</div>
    </details>
  )
}
