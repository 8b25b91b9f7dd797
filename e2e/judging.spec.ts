import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { pressUntil } from './desk-fixture'
import { test as base, expect } from './fixtures'
import { judgeSome } from './steps'

type Desk = { studyId: string; annotatorId: string; userId: string; page: Page }

/** An annotator at the desk of a study of `pairs` pairs. */
const test = base.extend<{ open: (pairs?: number) => Promise<Desk> }>({
  open: async ({ page, signIn }, use) =>
    use(async (pairs = 6) => {
      const { studyId } = await makeOpenStudy({ prompts: pairs })
      const [person] = await enrolPeople(studyId, 1)
      if (!person) throw new Error('nobody enrolled')
      await signIn(page, person.actor.id)
      await page.goto(`/annotate/${studyId}`)
      await expect(button(page)).toBeEnabled()
      return { studyId, annotatorId: person.annotator.id, userId: person.actor.id, page }
    }),
})

const button = (page: Page) => page.getByRole('button', { name: 'Answer A is significantly better' })
const judgments = (studyId: string) => db.judgment.count({ where: { studyId } })

test('keys 1 2 3, A N B and the arrows give verdicts, and a reload goes on where one was', async ({ open }) => {
  const { page, studyId } = await open(9)
  for (const [given, key] of ['1', '2', '3', 'a', 'n', 'b', 'ArrowLeft', 'ArrowDown'].entries()) {
    await pressUntil(page, key, () => page.getByText(`${given + 2} of 9`, { exact: true }).isVisible())
    await expect.poll(() => judgments(studyId)).toBe(given + 1)
  }
  await page.reload()
  await expect(page.getByText('9 of 9', { exact: true })).toBeVisible()
  await expect(button(page)).toBeEnabled()
  // A key is heard once the page has come to life, and after its short rest.
  await pressUntil(page, 'ArrowRight', () => page.getByRole('heading', { name: /^Done/ }).isVisible())
  const slots = await db.assignment.findMany({ where: { studyId }, include: { judgments: true } })
  expect(slots.every(({ judgments: given, elapsedMs }) => given.length === 1 && (elapsedMs ?? 0) > 0)).toBe(true)
})

test('an expired session loses nothing: the verdict waits, and is stored once after signing in again', async ({
  open,
  signIn,
  complaints,
}) => {
  const { page, studyId, userId } = await open()
  // Once its first pairs are there, the desk asks for nothing before a verdict is given.
  await expect.poll(() => db.assignment.count({ where: { studyId, annotatorId: { not: null } } })).toBe(2)
  await page.context().clearCookies()
  await pressUntil(page, '1', () => page.getByText('2 of 6', { exact: true }).isVisible())
  await expect(page.getByText('Your session has ended', { exact: false }).first()).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  await page.getByRole('link', { name: 'Sign in', exact: false }).first().click()
  await expect(page.getByText('kept on this device', { exact: false })).toBeVisible()
  await signIn(page, userId)
  await page.goto(`/annotate/${studyId}`)
  await expect.poll(() => judgments(studyId)).toBe(1)
  await expect(page.getByText('2 of 6', { exact: true })).toBeVisible()
  expect(complaints.splice(0).every((text) => text.includes('401'))).toBe(true)
})

test('verdicts given without a network are sent when it is back, once and in order', async ({ open, complaints }) => {
  const { page, studyId } = await open()
  await page.context().setOffline(true)
  await page.keyboard.press('1')
  await expect(page.getByText('2 of 6', { exact: true })).toBeVisible()
  await expect(page.getByText(/kept here|waiting/).first()).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 30_000 }).toBe(1)
  await judgeSome(page, 5, () => 'tie')
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible()
  expect(await judgments(studyId)).toBe(6)
  expect(complaints.splice(0).every((text) => text.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
})

test('a verdict waiting on the device survives closing the tab', async ({ open, complaints }) => {
  const { page, studyId } = await open()
  const context = page.context()
  await context.route('**/judgments', (route) => route.abort())
  await page.keyboard.press('3')
  await expect(page.getByText('2 of 6', { exact: true })).toBeVisible()
  // From here on it is promised; until then the page asks whoever would close it to wait.
  await expect(page.getByRole('status').filter({ hasText: '1 verdict kept here' })).toBeAttached()
  await page.close({ runBeforeUnload: false })
  await context.unroute('**/judgments')
  const next = await context.newPage()
  await next.goto(`/annotate/${studyId}`)
  await expect.poll(() => judgments(studyId)).toBe(1)
  await expect(next.getByText('2 of 6', { exact: true })).toBeVisible()
  complaints.length = 0
})

test('two tabs: the same pair judged in both is stored once, and the second is told', async ({ open, complaints }) => {
  const { page, studyId } = await open(4)
  const other = await page.context().newPage()
  await other.goto(`/annotate/${studyId}`)
  await expect(button(other)).toBeEnabled()
  await page.keyboard.press('1')
  await expect.poll(() => judgments(studyId)).toBe(1)
  await other.keyboard.press('2')
  await expect(other.getByText('in another window', { exact: false })).toBeVisible()
  expect(await judgments(studyId)).toBe(1)
  complaints.length = 0
})

test('a study paused under the desk says so, and goes on when resumed', async ({ open }) => {
  const { page, studyId } = await open(4)
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  await judgeSome(page, 2, () => 'left')
  await expect(page.getByRole('heading', { name: /paused/i })).toBeVisible()
  expect(await judgments(studyId)).toBe(2)
  await db.study.update({ where: { id: studyId }, data: { status: 'OPEN' } })
  await page.reload()
  await judgeSome(page, 2, () => 'left')
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible()
})
