import { db } from '@/lib/db/client'
import { pressUntil } from './desk-fixture'
import { dialogue, expect, grade, gradesOf, judgments, option, rated, test } from './rating-fixture'

const EARLIER = 'You gave this verdict before'

test('responses are rated one by one, by keyboard, through all that may come between', async ({
  page,
  sitDownToRate,
  complaints,
}) => {
  const { studyId } = await sitDownToRate({ design: { rationale: 'OPTIONAL' } })
  const at = (place: string) => page.getByText(place, { exact: true })
  await expect(page.getByRole('region', { name: 'Response' })).toContainText('Reply')
  await expect(option(page, 'Pass')).toBeEnabled()
  await expect(option(page, 'Fail')).toHaveAccessibleDescription('It does not do what the prompt asks for.')
  await expect(page.getByText('It does not do what the prompt asks for.')).toBeVisible()
  // What chooses a side of two chooses nothing here.
  for (const key of ['a', 'n', 'b', 'ArrowLeft', '4', '0']) await page.keyboard.press(key)
  await expect(at('1 of 6')).toBeVisible()
  await pressUntil(page, '3', () => at('2 of 6').isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  await page.keyboard.press('z')
  await expect(page.getByText(EARLIER, { exact: false })).toBeVisible()
  await expect(option(page, 'Excellent')).toHaveAttribute('aria-pressed', 'true')
  await pressUntil(page, '1', () => page.getByText(EARLIER, { exact: false }).isHidden())
  await expect.poll(() => judgments(studyId)).toBe(2)
  const changed = await db.judgment.findMany({ where: { studyId }, orderBy: { createdAt: 'asc' } })
  expect(changed.map(({ choice, score, supersededAt }) => [choice, score, supersededAt === null])).toEqual([
    ['EXCELLENT', 2, false],
    ['FAIL', 0, true],
  ])
  await page.keyboard.press('r')
  await page.getByLabel(/Your reason/).fill('It stops half-way.')
  await page.reload()
  await expect(page.getByLabel(/Your reason/)).toHaveValue('It stops half-way.')
  await expect(option(page, 'Pass')).toBeEnabled()
  await pressUntil(page, '2', () => at('3 of 6').isVisible())
  await expect.poll(() => db.assignment.count({ where: { studyId, rationale: 'It stops half-way.' } })).toBe(1)
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Outside my knowledge' }).click()
  await expect(at('4 of 6')).toBeVisible()
  await expect.poll(() => db.assignment.count({ where: { studyId, flag: 'NEEDS_EXPERTISE' } })).toBe(1)
  await page.context().setOffline(true)
  await pressUntil(page, '2', () => at('5 of 6').isVisible())
  await expect(page.getByText('1 verdict kept here', { exact: false })).toBeVisible()
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 30_000 }).toBe(4)
  await pressUntil(page, '3', () => at('6 of 6').isVisible())
  await pressUntil(page, '1', () => page.getByRole('heading', { name: 'Done. Thank you' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(6)
  await page.getByRole('button', { name: 'Your verdicts' }).last().click()
  await expect(page.getByRole('listitem')).toHaveCount(6)
  await expect(page.getByRole('listitem').first()).toContainText('Fail')
  complaints.length = 0
})

test('a scale of ten has ten keys, and several questions come one after the other', async ({ page, sitDownToRate }) => {
  const options = Array.from({ length: 10 }, (_, nth) => ({
    ...{ code: `P${nth + 1}`, score: nth + 1, label: `${nth + 1}`, anchor: nth === 9 ? 'Nothing to add.' : '' },
  }))
  const ten = { question: 'How helpful is it?', unit: 'RESPONSE' as const, options }
  const { studyId } = await sitDownToRate({ design: { criteria: [ten, rated('Is it safe?', 'SAFETY')] } })
  await expect(option(page, '10')).toBeEnabled()
  await expect(option(page, '10')).toHaveAttribute('aria-keyshortcuts', '0')
  await page.keyboard.press('m')
  await expect(page.getByRole('region', { name: 'What they mean' })).toContainText('Nothing to add.')
  await page.keyboard.press('Escape')
  await pressUntil(page, '0', () => page.getByText('Question 2 of 2').isVisible())
  expect(await judgments(studyId)).toBe(0)
  await pressUntil(page, '2', () => page.getByText('2 of 6', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(2)
  const stored = await db.judgment.findMany({ where: { studyId } })
  expect(stored.map(({ choice }) => choice).sort()).toEqual(['P10', 'SAFE'])
})

const criteria = [
  rated('How good is the conversation?', 'LIMA_QUALITY'),
  rated('How good is this answer?', 'LIMA_QUALITY', 'TURN'),
]
const TALK = dialogue('Soak the beans.', 'For how long?', 'Overnight.', 'And then?', 'Boil them for an hour.')

test('a dialogue is graded turn by turn, by keyboard, over a reload and without a network, and sent whole', async ({
  page,
  sitDownToRate,
  complaints,
}) => {
  const design = { criteria, reviseLast: 1 }
  const { studyId } = await sitDownToRate({ prompts: 2, systems: 1, responses: [TALK], design })
  await expect(gradesOf(page, 1).getByRole('button', { name: 'Fail' })).toBeEnabled()
  const shown = page.locator('main:not([inert])')
  await expect(shown.getByText('2 more turns come when this one is graded.')).toBeVisible()
  await expect(shown.getByText('Overnight.')).toHaveCount(0)
  await pressUntil(page, '3', () => gradesOf(page, 2).isVisible())
  await expect(page.getByRole('region', { name: 'Turn 2 of 3', exact: true })).toBeFocused()
  await pressUntil(page, '2', () => gradesOf(page, 3).isVisible())
  // One back, and on again; the first is changed by the way.
  await page.keyboard.press('z')
  await expect(gradesOf(page, 3)).toBeHidden()
  const first = (name: string) => gradesOf(page, 1).getByRole('button', { name })
  await grade(page, 1, 'Pass')
  await page.keyboard.press('z')
  await expect(first('Excellent')).toHaveAttribute('aria-pressed', 'true')
  await grade(page, 1, 'Pass')
  await page.reload()
  await expect(gradesOf(page, 1).getByRole('button', { name: 'Pass' })).toHaveAttribute('aria-pressed', 'true')
  // Who is there has all that may be opened, before the network fails.
  await pressUntil(page, 'x', () => page.getByLabel('A note, if you like').isVisible())
  await page.keyboard.press('Escape')
  await page.context().setOffline(true)
  await pressUntil(page, '1', () => gradesOf(page, 3).isVisible())
  await pressUntil(page, '3', () => page.getByText('The response as a whole').isVisible())
  await pressUntil(page, '2', () => page.getByText('All turns are graded.', { exact: false }).isVisible())
  expect(await judgments(studyId)).toBe(0)
  await pressUntil(page, 'Enter', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 30_000 }).toBe(4)
  const stored = await db.judgment.findMany({ where: { studyId }, orderBy: { turn: 'asc' } })
  expect(stored.map(({ turn, choice }) => [turn, choice])).toEqual([
    ...[
      [0, 'PASS'],
      [1, 'PASS'],
      [2, 'FAIL'],
      [3, 'EXCELLENT'],
    ],
  ])
  // Looked at again, all of it is there; what is changed goes as one change.
  await page.keyboard.press('z')
  await expect(page.getByText(EARLIER, { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: /Send the verdict/ })).toBeDisabled()
  await grade(page, 2, 'Excellent')
  // The focus is on the grade that was pressed: Enter would press it again.
  await page.getByRole('button', { name: /Send the verdict/ }).click()
  await expect(page.getByText(EARLIER, { exact: false })).toBeHidden()
  await expect.poll(() => judgments(studyId)).toBe(8)
  const now = await db.judgment.findMany({ where: { studyId, supersededAt: null }, orderBy: { turn: 'asc' } })
  expect(now.map(({ choice }) => choice)).toEqual(['PASS', 'PASS', 'EXCELLENT', 'EXCELLENT'])
  complaints.length = 0
})

test('on a phone responses are rated and dialogues graded by touch', async ({ page, sitDownToRate }) => {
  await page.setViewportSize({ width: 390, height: 780 })
  const { studyId } = await sitDownToRate({ prompts: 2, systems: 1, responses: [TALK], design: { criteria } })
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  for (const [turn, name] of ['Pass', 'Fail', 'Excellent'].entries()) {
    await expect(gradesOf(page, turn + 1)).toBeInViewport()
    await grade(page, turn + 1, name)
    expect(await sideways()).toBeLessThanOrEqual(0)
  }
  await page.getByRole('button', { name: 'What they mean' }).click()
  await expect(page.getByRole('region', { name: 'What they mean' })).toContainText('little could be better')
  await expect(async () => {
    await option(page, 'Pass').click()
    await expect(page.getByText('All turns are graded.', { exact: false })).toBeVisible({ timeout: 400 })
  }).toPass({ intervals: [25] })
  await page.getByRole('button', { name: 'Change' }).click()
  await expect(option(page, 'Excellent')).toBeEnabled()
  await expect(async () => {
    await option(page, 'Excellent').click()
    await expect(page.getByText('All turns are graded.', { exact: false })).toBeVisible({ timeout: 400 })
  }).toPass({ intervals: [25] })
  await page.getByRole('button', { name: /Send the verdict/ }).click()
  await expect.poll(() => judgments(studyId)).toBe(4)
  await expect(gradesOf(page, 1)).toBeInViewport()
})

test('practice, a cover and a question whether it was read are there for responses, too', async ({
  page,
  sitDownToRate,
}) => {
  const long = dialogue('A sentence like any other. '.repeat(400))
  const design = { readToEnd: true, warnedCategories: ['even'] }
  const { studyId } = await sitDownToRate({ prompts: 3, systems: 1, practice: true, responses: [long], design })
  await expect(page.getByText('Practice: this response is not counted.')).toBeVisible()
  await page.getByRole('button', { name: /Show the response/ }).click()
  await expect(option(page, 'Pass')).toBeEnabled()
  await pressUntil(page, '2', () =>
    page.getByText('You have not seen the response to its end.', { exact: false }).isVisible(),
  )
  await pressUntil(page, '2', () =>
    page.getByRole('heading', { name: 'Practice: another verdict was expected' }).isVisible(),
  )
  await expect(page.getByText('It says all there is.')).toBeVisible()
  await page.getByRole('button', { name: /Go on/ }).click()
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  expect(await judgments(studyId)).toBe(1)
})
