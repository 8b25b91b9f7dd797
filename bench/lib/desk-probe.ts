import type { Page } from '@playwright/test'

type Probed = Window & { deskPaints?: number[] }

/**
 * Times, in the page itself, how long after a key is pressed the next pair has been painted: from the event's own time
 * stamp to the frame after the one in which the heading changes.
 * @returns what reads the times so far, milliseconds
 */
export async function observePaints(page: Page): Promise<() => Promise<number[]>> {
  // The loader of these scripts wraps functions in a helper that the page does not have.
  await page.evaluate('globalThis.__name ??= (named) => named')
  await page.evaluate(() => {
    const times: number[] = []
    ;(window as Probed).deskPaints = times
    let pressed: number | null = null
    const shown = () => {
      const headings = [...document.querySelectorAll('h1')]
      return headings.find((heading) => heading.checkVisibility({ visibilityProperty: true }))?.textContent ?? ''
    }
    let before = shown()
    window.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), { capture: true })
    const observer = new MutationObserver(() => {
      const now = shown()
      if (now === before || pressed === null) return
      before = now
      const from = pressed
      pressed = null
      // A message posted from within a frame runs after it has been painted.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => times.push(performance.now() - from)
        port2.postMessage(null)
      })
    })
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  return () => page.evaluate(() => (window as Probed).deskPaints ?? [])
}

/** Counts what goes over the wire for verdicts, both ways, headers included. @returns what reads the sum so far */
export async function countBytes(page: Page): Promise<() => number> {
  let sum = 0
  page.on('requestfinished', async (request) => {
    if (!request.url().endsWith('/judgments')) return
    const sizes = await request.sizes()
    sum += sizes.requestHeadersSize + sizes.requestBodySize + sizes.responseHeadersSize + sizes.responseBodySize
  })
  return () => sum
}
