import { type Browser, type Page, request } from '@playwright/test'
import { db } from '@/lib/db/client'
import { watchComplaints } from './fixtures'
import { type Received, startRecordingProxy } from './recording-proxy'

/** A study whose annotators must not learn whose texts they read. */
type Blind = {
  studyId: string
  set: { id: string; name: string }
  researcher: { id: string; name: string; email: string }
  systems: readonly { id: string; name: string }[]
}

/**
 * All that would tell who answered, or which pairs belong together. Not the ids of questions, by which answers are named:
 * they are the same for every pair.
 */
export async function secretsOf({ studyId, set, researcher, systems }: Blind): Promise<string[]> {
  const [prompts, responses, items] = await Promise.all([
    db.prompt.findMany({ where: { promptSetId: set.id } }),
    db.systemResponse.findMany({ where: { promptSetId: set.id } }),
    db.item.findMany({ where: { studyId } }),
  ])
  const ids = [...prompts, ...responses, ...items, ...systems, set, researcher].map(({ id }) => id)
  const digests = [...prompts, ...responses].map(({ digest }) => digest)
  const names = systems.flatMap(({ name }) => [name, name.toLowerCase().replaceAll(' ', '-'), name.split(' ')[0] ?? ''])
  const internal = ['leftIsA', 'responseAId', 'responseBId', 'externalId']
  return [...ids, ...digests, ...names, ...internal, set.name, researcher.name, researcher.email]
}

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
