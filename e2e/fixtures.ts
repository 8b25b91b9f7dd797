import { type BrowserContext, test as base, type Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { makeSession } from '@/lib/testing/fixtures'

export { expect } from '@playwright/test'

type Fixtures = {
  /** Whatever the page printed as an error, or threw; the test fails when it is not empty at the end. */
  complaints: string[]
  /** Signs the page's browser in as the person with this id. */
  signIn: (page: Page, userId: string) => Promise<void>
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env.NEXTAUTH_URL),
  complaints: async ({}, use) => {
    const complaints: string[] = []
    await use(complaints)
    base.expect(complaints).toEqual([])
  },
  context: async ({ context, complaints }, use) => {
    watchComplaints(context, complaints)
    await use(context)
  },
  signIn: async ({}, use) => use(mintSession),
})

/** Adds what a browser context prints as an error, or throws, to `complaints`. */
export function watchComplaints(context: BrowserContext, complaints: string[]): void {
  context.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} (${message.location().url})`),
  )
  context.on('weberror', (error) => complaints.push(String(error.error())))
}

/** Puts the cookie into the browser that signing in would. */
async function mintSession(page: Page, userId: string): Promise<void> {
  const { name, value } = await sessionCookie(userId)
  await page.context().addCookies([{ name, value, url: process.env.NEXTAUTH_URL, httpOnly: true }])
}

/** The cookie that signing in as this person would set. */
export async function sessionCookie(userId: string) {
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  const value = await encode({ secret, token: { sub: userId, stamp: await makeSession(userId) } })
  return { name: 'next-auth.session-token', value, domain: 'localhost', httpOnly: true }
}
