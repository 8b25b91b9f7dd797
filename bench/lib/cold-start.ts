import type { Browser, BrowserContext } from '@playwright/test'
import { type FirstVisit, totalOf, weighFirstVisit } from '../../e2e/first-visit'
import { type Figure, median } from './report'

const VISITS = 9
/** A slow line: 400 kbit a second, and as long as phones wait there for an answer. */
const SLOW = { downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 }

type Seat = { address: string; newContext: (browser: Browser) => Promise<BrowserContext> }

/** How long a browser with nothing kept takes until a verdict can be given, and what it loads for that. */
export async function measureColdStart(browser: Browser, seat: Seat): Promise<Figure[]> {
  const visit = <T>(run: (context: BrowserContext) => Promise<T>) => inFresh(browser, seat, run)
  const usable = (isSlow: boolean) => visit((context) => timeToVerdict(context, seat.address, isSlow))
  // The server has served it before: what is measured is the visit.
  await usable(false)
  const times: number[] = []
  for (let i = 0; i < VISITS; i++) times.push(await usable(false))
  const weight = await visit(async (context) => weighFirstVisit(await context.newPage(), seat.address))
  return [
    { name: 'cold_start_ms', value: median(times), wanted: '≤ 350', note: `median of ${VISITS}, to a usable verdict` },
    { name: 'cold_start_slow_ms', value: await usable(true), wanted: '≤ 5000', note: 'at 400 kbit/s, 400 ms away' },
    { name: 'first_visit_kb', value: totalOf(weight) / 1000, wanted: '≤ 200', note: partsOf(weight) },
  ]
}

async function inFresh<T>(browser: Browser, seat: Seat, run: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await seat.newContext(browser)
  try {
    return await run(context)
  } finally {
    await context.close()
  }
}

/** Milliseconds from asking for the page to the first verdict button that can be pressed, by the page's own clock. */
async function timeToVerdict(context: BrowserContext, address: string, isSlow: boolean): Promise<number> {
  const page = await context.newPage()
  if (isSlow) {
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', { offline: false, ...SLOW })
  }
  // The loader of these scripts wraps functions in a helper that the page does not have.
  await page.addInitScript('globalThis.__name ??= (named) => named')
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector('#verdict button:enabled')) Object.assign(window, { usableAt: performance.now() })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(address, { waitUntil: 'commit' })
  const usableAt = await page.waitForFunction(() => (window as { usableAt?: number }).usableAt)
  return (await usableAt.jsonValue()) ?? Number.NaN
}

function partsOf(visit: FirstVisit): string {
  return Object.entries(visit)
    .map(([part, size]) => `${part} ${(size / 1000).toFixed(0)}`)
    .join(', ')
}
