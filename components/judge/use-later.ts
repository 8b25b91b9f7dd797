import { useEffect, useState } from 'react'

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focusin'] as const

/**
 * A part of the screen that is not on it at first. It is fetched as soon as somebody is there, so that the page opens
 * without it and it is in the browser before the network may fail.
 */
export function useLater<Part>(load: () => Promise<Part>): Part | null {
  const [part, setPart] = useState<{ is: Part } | null>(null)
  useEffect(() => {
    const ends = new AbortController()
    const fetchPart = () => {
      ends.abort()
      load().then(
        (is) => setPart({ is }),
        // The connection has failed before: what opens it stays without effect until the page is loaded again.
        () => undefined,
      )
    }
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, fetchPart, { signal: ends.signal, passive: true })
    return () => ends.abort()
  }, [load])
  return part?.is ?? null
}
