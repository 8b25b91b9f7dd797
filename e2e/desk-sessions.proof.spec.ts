import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { freePort } from '../scripts/postgres.mjs'
import { startApp } from './app-process'
import { expect, judgments, press, test, verdictButton } from './desk-fixture'

const KEYS = ['1', 'n', 'ArrowRight', 'a', '2', 'b', 'ArrowLeft', 'ArrowDown', '3']

/** Gives verdicts until the pair of this number is there. @returns the question of each pair judged */
async function judgeTo(page: Page, number: number, total: number): Promise<string[]> {
  const questions: string[] = []
  const heading = page.getByRole('heading', { level: 1 })
  for (let now = Number(/\d+/.exec((await heading.textContent()) ?? '')?.[0]); now < number; now++) {
    await expect(page.getByText(`${now} of ${total}`, { exact: true })).toBeVisible()
    questions.push(
      /Question \d+/.exec((await page.locator('[data-part=asked]:visible').textContent()) ?? '')?.[0] ?? '',
    )
    await press(page, KEYS[now % KEYS.length] ?? '', page.getByText(`${now + 1} of ${total}`, { exact: true }))
    await expect(heading).toBeFocused()
  }
  return questions
}

test('a hundred pairs by keyboard alone, twenty of them without a network', async ({ sitDown, complaints }) => {
  test.setTimeout(300_000)
  const { page, studyId, annotatorId } = await sitDown({ pairs: 100 })
  await expect(verdictButton(page)).toBeEnabled()
  // From the very top: the skip link leads to the verdicts, which work as buttons, too.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Go to the verdict' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const seen = await judgeTo(page, 31, 100)
  const held = () => db.assignment.count({ where: { studyId, annotatorId, doneAt: null } })
  await expect.poll(held, { timeout: 60_000 }).toBeGreaterThanOrEqual(24)
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(true)
  seen.push(...(await judgeTo(page, 51, 100)))
  await expect(page.getByText('20 verdicts kept here', { exact: false })).toBeVisible()
  expect(await judgments(studyId)).toBe(30)
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 60_000 }).toBe(50)
  expect(complaints.splice(0).every((text) => text.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
  seen.push(...(await judgeTo(page, 100, 100)))
  await press(page, '2', page.getByRole('heading', { name: 'Done. Thank you' }))
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeFocused()
  await expect.poll(() => judgments(studyId)).toBe(100)
  const stored = await db.judgment.findMany({
    where: { studyId },
    orderBy: { createdAt: 'asc' },
    include: { assignment: { include: { item: { include: { prompt: true } } } } },
  })
  const order = stored.map(({ assignment }) => `Question ${assignment.item.prompt.position + 1}`)
  expect(order.slice(0, 99)).toEqual(seen)
  expect(new Set(order).size).toBe(100)
})

test('the app is killed and started again under an open tab: what was judged meanwhile is stored, once', async ({
  page,
  signIn,
  complaints,
}) => {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-desk-'))
  const port = await freePort()
  const start = async () => {
    const app = startApp(data, { DATABASE_URL: process.env.DATABASE_URL ?? '', PORT: String(port) })
    await app.ready
    return app
  }
  const doomed = await start()
  await page.goto(`http://localhost:${port}/annotate/${studyId}`)
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '1', page.getByText('2 of 3', { exact: true }))
  await expect.poll(() => judgments(studyId)).toBe(1)
  await expect.poll(() => db.assignment.count({ where: { studyId, annotatorId: { not: null } } })).toBe(3)
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  doomed.kill('SIGKILL')
  await doomed.ended
  await press(page, '3', page.getByText('3 of 3', { exact: true }))
  await press(page, '2', page.getByRole('heading', { name: 'The next pair did not load' }))
  await expect(page.getByText('2 verdicts are kept on this device', { exact: false })).toBeVisible()
  expect(await judgments(studyId)).toBe(1)
  const again = await start()
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeVisible({ timeout: 60_000 })
  const rows = await db.judgment.findMany({ where: { studyId } })
  expect(rows.map(({ supersededAt }) => supersededAt)).toEqual([null, null, null])
  expect(complaints.splice(0).every((text) => /ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET)/.test(text))).toBe(true)
  again.kill('SIGTERM')
  await again.ended
  await rm(data, { recursive: true, force: true })
})
