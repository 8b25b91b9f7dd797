import type { Page } from '@playwright/test'

/** What the judging page is made of. What it asks the API for once it stands is not of the first visit. */
const PARTS = ['document', 'script', 'stylesheet', 'font'] as const
export type FirstVisit = Record<(typeof PARTS)[number], number>

/**
 * Opens the desk in a page whose browser has kept nothing, and weighs what that took.
 * @returns bytes over the wire, compressed as they are, headers included
 */
export async function weighFirstVisit(page: Page, address: string): Promise<FirstVisit> {
  const sizes: Promise<[string, number]>[] = []
  page.on('requestfinished', (request) => {
    const weigh = async (): Promise<[string, number]> => {
      const { responseHeadersSize, responseBodySize } = await request.sizes()
      return [request.resourceType(), responseHeadersSize + responseBodySize]
    }
    sizes.push(weigh())
  })
  await page.goto(address)
  await page.locator('#verdict button:enabled').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
  const sum = { document: 0, script: 0, stylesheet: 0, font: 0 }
  for (const [type, size] of await Promise.all(sizes)) if (isPart(type)) sum[type] += size
  return sum
}

function isPart(type: string): type is keyof FirstVisit {
  return PARTS.some((part) => part === type)
}

/** All of it. */
export function totalOf(visit: FirstVisit): number {
  return Object.values(visit).reduce((sum, size) => sum + size, 0)
}
