import { useEffect, useState } from 'react'

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focusin', 'online'] as const

/**
 * A part of the screen that is not on it at first. It is fetched as soon as somebody is there, so that the page opens
 * without it and it is in the browser before the network may fail.
 * @param load none where this page has no use for it
 * @param isDue whether it is fetched as soon as the page is there
 */
export function useLater<Part>(load: (() => Promise<Part>) | null, isDue?: boolean): Part | null {
  const [part, setPart] = useState<{ is: Part } | null>(null)
  useEffect(() => {
    if (!load) return
    let ends = new AbortController()
    const listen = () => {
      if (ends.signal.aborted) ends = new AbortController()
      const { signal } = ends
      for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, fetchPart, { signal, passive: true })
    }
    const fetchPart = () => {
      ends.abort()
      // Where the connection has failed before, it is tried again with the next sign of life, or when it is back.
      load().then((is) => setPart({ is }), listen)
    }
    if (isDue) fetchPart()
    else listen()
    return () => ends.abort()
  }, [load, isDue])
  return part?.is ?? null
}
