import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { expectAccessible } from './accessibility'
import { expect, judgments, pressUntil, test, verdictButton } from './desk-fixture'

const cover = (page: Page) => page.getByRole('region', { name: 'Content warning' })

for (const width of [1440, 390])
  test(`a pair with a content warning stands covered until it is asked for, ${width} px`, async ({ page, sitDown }) => {
    await page.setViewportSize({ width, height: 800 })
    const { studyId } = await sitDown({ pairs: 3, design: { warnedCategories: ['even', 'odd'] } })
    await expect(cover(page)).toBeVisible()
    await expect(verdictButton(page)).toBeDisabled()
    // It is neither heard nor reached, and no key judges it.
    await expect(page.locator('[data-part=texts][inert]')).toHaveCount(1)
    await page.keyboard.press('1')
    if (width < 1000) await expectAccessible(page, 'covered')
    await pressUntil(page, 's', async () => !(await cover(page).isVisible()))
    await expect(page.locator('[data-part=texts][inert]')).toHaveCount(0)
    expect(await judgments(studyId)).toBe(0)
    await page.reload()
    await expect(verdictButton(page)).toBeEnabled()
    await expect(cover(page)).toBeHidden()
    await verdictButton(page).click()
    // The next pair has a cover of its own, and can be set aside unseen.
    await expect(cover(page)).toBeVisible()
    await expect.poll(() => judgments(studyId)).toBe(1)
    await cover(page).getByRole('button', { name: 'Can’t judge: upsetting or unsafe' }).click()
    await expect.poll(() => db.assignment.count({ where: { studyId, flag: 'UNSAFE' } })).toBe(1)
    await expect(cover(page)).toBeVisible()
    if (width > 1000) await page.getByRole('button', { name: 'Your verdicts' }).first().click()
    if (width > 1000) await expect(page.getByText('Covered: content warning')).toHaveCount(2)
  })

test('a hasty verdict is asked about once, in Korean too, and given at the second press', async ({ page, sitDown }) => {
  await page.context().addCookies([{ name: 'evenhand-language', value: 'en', url: process.env.NEXTAUTH_URL ?? '' }])
  const { studyId } = await sitDown({ pairs: 3, design: { minSeconds: 600, readToEnd: true } })
  const alert = page.getByRole('alert').filter({ hasText: 'Press it again' })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => alert.isVisible())
  await expect(alert).toContainText('You have looked for')
  // Short answers fit on the screen: they count as read.
  await expect(alert).not.toContainText('both answers to their end')
  await expect(verdictButton(page)).toHaveAttribute('aria-pressed', 'true')
  expect(await judgments(studyId)).toBe(0)
  await expectAccessible(page, 'asked')
  await page.keyboard.press('Escape')
  await expect(alert).toBeHidden()
  await expect(verdictButton(page)).not.toHaveAttribute('aria-pressed', 'true')
  // Asked once: the next press gives it.
  await pressUntil(page, '3', () => page.getByRole('heading', { name: 'Judge 2 of 3' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  await expect(alert).toBeHidden()
  const stored = await db.assignment.findFirstOrThrow({ where: { studyId, doneAt: { not: null } } })
  expect(stored).toMatchObject({ asked: 'TIME', hasty: true })
  // The next pair, by touch or mouse, asks anew.
  const second = verdictButton(page)
  // Presses rest for a moment after a pair has come.
  await expect(async () => {
    if (!(await alert.isVisible())) await second.click()
    await expect(alert).toBeVisible({ timeout: 500 })
  }).toPass()
  // Just after the question presses rest: a double click is no answer.
  await expect(async () => {
    await second.click()
    await expect(page.getByRole('heading', { name: 'Judge 3 of 3' })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect.poll(() => judgments(studyId)).toBe(2)
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByLabel('Language').selectOption('ko')
  await page.waitForLoadState()
  const inKorean = page.getByRole('alert').filter({ hasText: '한 번 더 누르면' })
  await expect(async () => {
    if (!(await inKorean.isVisible())) await verdictButton(page).click()
    await expect(inKorean).toBeVisible({ timeout: 500 })
  }).toPass()
})

test('an answer that is not read to its end is asked about; one that was scrolled to it is not', async ({
  page,
  sitDown,
}) => {
  await page.setViewportSize({ width: 1024, height: 700 })
  const { studyId } = await sitDown({ pairs: 2, design: { readToEnd: true } })
  const long = Array.from({ length: 80 }, (_, line) => `Paragraph ${line}.`).join('\n\n')
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId } })
  const messages = [{ role: 'assistant', content: long }]
  await db.systemResponse.updateMany({
    where: { promptSetId: promptSetId ?? '', system: { name: 'Focal' } },
    data: { messages },
  })
  await page.reload()
  const alert = page.getByRole('alert').filter({ hasText: 'both answers to their end' })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '2', () => alert.isVisible())
  await pressUntil(page, '2', () => page.getByRole('heading', { name: 'Judge 2 of 2' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  expect(await db.assignment.findFirstOrThrow({ where: { studyId, doneAt: { not: null } } })).toMatchObject({
    asked: 'END',
    hasty: true,
  })
  await expect(verdictButton(page)).toBeEnabled()
  await page.keyboard.press('End')
  const isAtEnd = () => window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1
  await expect.poll(() => page.evaluate(isAtEnd)).toBe(true)
  await pressUntil(page, '2', () => page.getByRole('heading', { name: 'Done. Thank you' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(2)
  const asked = await db.assignment.count({ where: { studyId, asked: { not: null } } })
  expect(asked).toBe(1)
})
