import { type Browser, type Page, request } from '@playwright/test'
import { watchComplaints } from './fixtures'
import { type Received, startRecordingProxy } from './recording-proxy'

/** A browser whose every response is kept, before the browser gets it. */
export async function openRecorded(browser: Browser, complaints: string[]) {
  const { received, server, stop } = await startRecordingProxy()
  const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '', proxy: { server } })
  watchComplaints(context, complaints)
  const close = async () => {
    await context.close()
    await stop()
  }
  return { received, page: await context.newPage(), close }
}

/** Asks with a page's cookies but beside its browser, whose proxy is for what the browser itself does. */
export async function requestsOf(page: Page) {
  return request.newContext({
    baseURL: process.env.NEXTAUTH_URL ?? '',
    storageState: await page.context().storageState(),
  })
}

/** What of the secrets stands in what was received, whatever its case. */
export function leaks(received: Received[], secrets: string[]): string[] {
  return received.flatMap(({ url, text }) => {
    const lower = text.toLowerCase()
    return secrets.filter((secret) => lower.includes(secret.toLowerCase())).map((secret) => `${secret} in ${url}`)
  })
}

/** All that stands in a pair, its texts and their roles left out. */
export function leaves(value: unknown, key = ''): string[] {
  if (key === 'html' || key === 'role') return []
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' || value === null ? [] : [String(value)]
  return Object.entries(value).flatMap(([name, each]) => leaves(each, name))
}

/** The names in a pair, in their order. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.entries(value).map(([name, each]) => [name, shapeOf(each)])
}
