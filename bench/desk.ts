import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { startApp } from '../e2e/app-process'
import { buildIfNeeded } from '../scripts/build.mjs'
import { findChromium } from '../scripts/chromium.mjs'
import { freePort } from '../scripts/postgres.mjs'
import { measureColdStart } from './lib/cold-start'
import { startDatabase } from './lib/database'
import { countBytes, observePaints } from './lib/desk-probe'
import { report, say } from './lib/report'

const VERDICTS = 100
/** Keys rest for 300 ms after a pair has come; people take longer. */
const BETWEEN_MS = 400

const { url, directory, stop } = await startDatabase()
process.env.DATABASE_URL = url
process.env.NEXTAUTH_SECRET = randomBytes(32).toString('hex')
try {
  await buildIfNeeded(say)
  const port = await freePort()
  process.env.NEXTAUTH_URL = `http://localhost:${port}`
  const app = startApp(path.join(directory, 'app'), {
    ...{ DATABASE_URL: url, PORT: String(port), EVENHAND_DEMO: 'none', NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET },
    NEXTAUTH_URL: process.env.NEXTAUTH_URL,
  })
  await app.ready
  await measure().finally(async () => {
    app.kill('SIGTERM')
    await app.ended
  })
} finally {
  await stop()
}

/** One annotator gives a hundred verdicts by keyboard in a real Chromium. */
async function measure(): Promise<void> {
  const { PROSE, seatAnnotator } = await import('./lib/desk-study')
  const { studyId, cookie } = await seatAnnotator(VERDICTS)
  const plain = await seatAnnotator(4, PROSE)
  const executablePath = process.env.EVENHAND_CHROMIUM || (await findChromium(say))
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const browser = await chromium.launch({ args, ...(executablePath && { executablePath }) })
  const context = await signedIn(browser, cookie)
  const script = await scriptSize(context, `/annotate/${studyId}`)
  const page = await context.newPage()
  const bytes = await countBytes(page)
  const paints = await judge(page, studyId)
  const perJudgment = bytes() / paints.length
  const coldStart = await measureColdStart(browser, {
    address: `/annotate/${plain.studyId}`,
    newContext: (each) => signedIn(each, plain.cookie),
  })
  await browser.close()
  report([
    ...coldStart,
    { name: 'key_to_paint_p50_ms', value: quantile(paints, 0.5), wanted: '< 50', note: `${paints.length} verdicts` },
    { name: 'key_to_paint_p95_ms', value: quantile(paints, 0.95), wanted: '< 50' },
    {
      name: 'annotator_js_gzip_kb',
      value: script.all / 1000,
      wanted: '≤ 130',
      note: 'all scripts, with those that come later',
    },
    { name: 'annotator_js_at_first_gzip_kb', value: script.first / 1000, wanted: '-', note: 'until the page is there' },
    {
      name: 'bytes_per_judgment',
      value: perJudgment,
      wanted: '-',
      note: 'both ways over the wire, next pair included',
    },
  ])
}

type Cookie = { name: string; value: string; domain: string; httpOnly: boolean }

async function signedIn(browser: Browser, cookie: Cookie): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '' })
  await context.addCookies([{ ...cookie, path: '/', expires: -1, secure: false, sameSite: 'Lax' }])
  return context
}

/** Bytes of JavaScript, compressed with gzip, that a browser with an empty cache loads for a page: at first, and in all. */
async function scriptSize(context: BrowserContext, address: string): Promise<{ first: number; all: number }> {
  const page = await context.newPage()
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  const size = async () =>
    (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0)
  const first = await size()
  // Sheets come at the first sign that somebody is there.
  const later = page.waitForResponse((response) => response.request().resourceType() === 'script')
  await page.mouse.move(20, 20)
  await later
  await page.waitForLoadState('networkidle')
  const all = await size()
  await page.close()
  return { first, all }
}

async function judge(page: Page, studyId: string): Promise<number[]> {
  await page.goto(`/annotate/${studyId}`)
  await page.getByRole('button', { name: 'Answer A is significantly better' }).and(page.locator(':enabled')).waitFor()
  const paints = await observePaints(page)
  for (let given = 1; given < VERDICTS; given++) {
    // As people do: the next pair has come, they read for a moment, then press.
    await page.waitForTimeout(BETWEEN_MS)
    await page.keyboard.press(String((given % 3) + 1))
    await page.getByText(`${given + 1} of ${VERDICTS}`, { exact: true }).waitFor()
  }
  return paints()
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
