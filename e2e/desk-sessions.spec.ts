import { db } from '@/lib/db/client'
import { expect, judgments, press, pressUntil, test, verdictButton } from './desk-fixture'

test('a reload at any step goes on where one was', async ({ sitDown }) => {
  const design = { consent: 'It takes **an hour**.', rationale: 'OPTIONAL', reviseLast: 3 } as const
  const { page, studyId } = await sitDown({ pairs: 3, practice: true, design })
  await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'I agree, begin' }).click()
  const practice = page.getByText('Practice: this pair is not counted.')
  await expect(practice).toBeVisible()
  await page.reload()
  await expect(practice).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '1', page.getByRole('button', { name: /Go on/ }))
  await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
  await page.reload()
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  const reason = page.getByLabel(/Your reason/)
  await pressUntil(page, 'r', () => reason.isVisible())
  await reason.fill('The first is shorter.')
  await page.reload()
  await expect(reason).toHaveValue('The first is shorter.')
  await reason.press('Escape')
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '3', page.getByText('2 of 2', { exact: true }))
  // The practice verdict is on record, too.
  await expect.poll(() => judgments(studyId)).toBe(2)
  await page.reload()
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '2', page.getByRole('heading', { name: 'Done. Thank you' }))
  await expect.poll(() => judgments(studyId)).toBe(3)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeFocused()
  await expect(page.getByText('All 2 verdicts are saved.', { exact: false })).toBeVisible()
  const given = await db.assignment.findMany({ where: { studyId, rationale: { not: null } } })
  expect(given.map(({ rationale }) => rationale)).toEqual(['The first is shorter.'])
})

test('on a phone: a swipe never judges, a tap does, and all there is to touch is large enough', async ({
  browser,
  sitDown,
}) => {
  const { page, studyId } = await sitDown({ pairs: 3 })
  const content = 'Some code:\n\n```\ncode()\n```'
  await db.systemResponse.updateMany({
    where: { itemsA: { some: { studyId } } },
    data: { messages: [{ role: 'assistant', content }] },
  })
  const context = await browser.newContext({
    ...{ baseURL: process.env.NEXTAUTH_URL ?? '', viewport: { width: 390, height: 844 } },
    ...{ hasTouch: true, isMobile: true, storageState: await page.context().storageState() },
  })
  const phone = await context.newPage()
  await phone.goto(`/annotate/${studyId}`)
  await expect(verdictButton(phone)).toBeEnabled()
  const touch = await context.newCDPSession(phone)
  const ways = [
    [-250, 0],
    [250, 0],
    [0, -300],
    [0, 300],
  ] as const
  for (const from of ['[data-answer]', '#verdict [role=group]'])
    for (const [x, y] of ways) {
      const box = await phone.locator(from).first().boundingBox()
      const start = { x: 195 - x / 2, y: Math.min(840, (box?.y ?? 0) + (box?.height ?? 0) / 2) }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [start] })
      for (const part of [0.25, 0.5, 0.75, 1])
        await touch.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          touchPoints: [{ x: start.x + x * part, y: start.y + y * part }],
        })
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
  await expect(phone.getByText('1 of 3', { exact: true })).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  const small = await phone
    .locator('button:visible, a:visible:not([href="#verdict"]), summary:visible')
    .evaluateAll((all) =>
      all
        .map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ name, box }) => `${name} ${Math.round(box.width)} × ${Math.round(box.height)}`),
    )
  expect(small).toEqual([])
  await expect(async () => {
    await verdictButton(phone).tap()
    expect(await phone.getByText('2 of 3', { exact: true }).isVisible()).toBe(true)
  }).toPass({ intervals: [50] })
  await expect.poll(() => judgments(studyId)).toBe(1)
  await context.close()
})
