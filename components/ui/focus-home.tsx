'use client'

import { useEffect, useRef } from 'react'

type Props = { label: string; className?: string; children: React.ReactNode }

/**
 * Things of which some go away when they are pressed: the focus then stays here, and not at the beginning of the page,
 * where it would go otherwise.
 */
export function FocusHome({ label, className, children }: Props) {
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    const home = box.current
    let [last, frame] = [null as Element | null, 0]
    const remember = ({ target }: FocusEvent) => {
      last = target as Element
    }
    const look = () => {
      cancelAnimationFrame(frame)
      // A dialog that closes gives the focus back in the next frame, if what opened it is still there.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (last && !last.isConnected && document.activeElement === document.body) home?.focus()
        })
      })
    }
    const watching = new MutationObserver(look)
    home?.addEventListener('focusin', remember)
    if (home) watching.observe(home, { childList: true, subtree: true })
    // Dialogs stand there.
    watching.observe(document.body, { childList: true })
    return () => {
      home?.removeEventListener('focusin', remember)
      watching.disconnect()
      cancelAnimationFrame(frame)
    }
  }, [])
  return (
    <fieldset ref={box} tabIndex={-1} aria-label={label} className={className}>
      {children}
    </fieldset>
  )
}
