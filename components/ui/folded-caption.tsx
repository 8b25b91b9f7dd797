'use client'

import { useEffect, useRef, useState } from 'react'
import { button } from './button-look'

/** A caption of which two lines are seen, on phones four, until it is asked for in full; on paper it is whole. */
export function FoldedCaption({ children }: { children: React.ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const [isCut, setCut] = useState(false)
  const caption = useRef<HTMLElement>(null)
  useEffect(() => {
    const element = caption.current
    if (!element || isOpen) return
    const turned = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight + 1))
    turned.observe(element)
    return () => turned.disconnect()
  }, [isOpen])
  return (
    <div className="flex-[1_1_34rem]">
      <figcaption
        ref={caption}
        className={`m-0 wrap-anywhere ${isOpen ? '' : 'line-clamp-2 max-sm:line-clamp-4 print:line-clamp-none'}`}
      >
        {children}
      </figcaption>
      {(isCut || isOpen) && (
        <button
          type="button"
          className={button({ look: 'link' })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Less' : 'How it is counted'}
        </button>
      )}
    </div>
  )
}
