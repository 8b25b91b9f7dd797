import { makeActor } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

test('an admin signs in with the password from the first start and finds what to do next', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('E-mail').fill('admin@example.org')
  await page.getByLabel('Password').fill('a password for the tests')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Prompt sets' }).first()).toBeVisible()
})

/** Addresses no page names, or only some browsers heed, with the type of what they give. */
const ASKED_FOR = {
  '/favicon.ico': 'image/x-icon',
  '/favicon.svg': 'image/svg+xml',
  '/apple-touch-icon.png': 'image/png',
  '/apple-touch-icon-precomposed.png': 'image/png',
  '/apple-touch-icon-120x120-precomposed.png': 'image/png',
  '/robots.txt': 'text/plain',
}

test('what a browser asks for by itself is there, and each page names its icon before all that may come late', async ({
  page,
}) => {
  for (const [address, type] of Object.entries(ASKED_FOR)) {
    const answer = await page.request.get(address)
    expect([answer.status(), answer.headers()['content-type']?.split(';')[0]], address).toEqual([200, type])
  }
  // The second is not there: that page has to name it, too.
  for (const address of ['/sign-in', '/nowhere']) {
    const html = await (await page.request.get(address)).text()
    expect(html.slice(0, html.indexOf('</head>')), address).toContain('<link rel="icon" href="/favicon.svg"/>')
  }
})

test('a researcher without studies is told how to begin, and judges in the demo with one press', async ({
  page,
  signIn,
}) => {
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await page.goto('/')
  await expect(page.getByText('No studies of yours yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Judge in the demo' }).click()
  await expect(page.getByRole('region', { name: 'Answer A', exact: true })).toBeVisible()
})
