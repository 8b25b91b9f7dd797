'use client'

import { useEffect } from 'react'

const QUESTION = 'What you changed in this design is not saved. Leave without saving it?'

/** Asks before the page is left with unsaved work: by a link, by closing the tab or by reloading. */
export function useUnsaved(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!link || opensElsewhere(link, event)) return
      if (window.confirm(QUESTION)) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', onLeave)
    // Before the router's own listener.
    document.addEventListener('click', onClick, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', onLeave)
      document.removeEventListener('click', onClick, { capture: true })
    }
  }, [isDirty])
}

function opensElsewhere(link: Element, event: MouseEvent): boolean {
  const inThisPage = link.getAttribute('href')?.startsWith('#') ?? false
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0
  return inThisPage || isModified || link.getAttribute('target') === '_blank' || link.hasAttribute('download')
}
