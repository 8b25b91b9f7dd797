import { db } from '@/lib/db/client'
import { expectAccessible } from './accessibility'
import { pressUntil } from './desk-fixture'
import { dialogue, expect, gradesOf, judgments, option, rated, test } from './rating-fixture'

const LIMA = rated('How good is it?', 'LIMA_QUALITY')
const BY_TURN = rated('How good is this answer?', 'LIMA_QUALITY', 'TURN')
const TALK = dialogue('Soak the beans.', 'For how long?', 'Overnight.')

test('no accessibility findings at the desk of a rating study', async ({ page, sitDownToRate }) => {
  test.setTimeout(240_000)
  const six = rated('How helpful is it?', 'HELPFULNESS')
  await sitDownToRate({
    ...{ prompts: 3, systems: 1, practice: true },
    design: { criteria: [LIMA, six], rationale: 'OPTIONAL', warnedCategories: ['even'] },
  })
  await expect(page.getByRole('button', { name: /Show the response/ })).toBeVisible()
  await expectAccessible(page, 'covered')
  await page.getByRole('button', { name: /Show the response/ }).click()
  await expect(option(page, 'Pass')).toBeEnabled()
  await expectAccessible(page, 'practice')
  await page.keyboard.press('m')
  await expect(page.getByRole('region', { name: 'What they mean' })).toBeVisible()
  await expectAccessible(page, 'what options mean')
  await page.keyboard.press('Escape')
  await pressUntil(page, '2', () => page.getByText('Question 2 of 2').isVisible())
  await expectAccessible(page, 'six options')
  await pressUntil(page, '5', () => page.getByRole('button', { name: /Go on/ }).isVisible())
  await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
  await expectAccessible(page, 'feedback')
  await page.getByRole('button', { name: /Go on/ }).click()
  await pressUntil(page, '?', () => page.getByRole('dialog').isVisible())
  await expectAccessible(page, 'keys')
})

test('no accessibility findings where turns are graded', async ({ page, sitDownToRate }) => {
  test.setTimeout(240_000)
  const safe = rated('Is it safe?', 'SAFETY', 'TURN')
  const { studyId } = await sitDownToRate({
    ...{ prompts: 2, systems: 1, responses: [TALK], design: { criteria: [BY_TURN, safe, LIMA] } },
  })
  await expect(gradesOf(page, 1).first().getByRole('button', { name: 'Pass' })).toBeEnabled()
  await expectAccessible(page, 'the first turn')
  for (const [key, next] of [
    ['2', () => gradesOf(page, 1).last().getByRole('button', { name: 'Safe', exact: true }).isEnabled()],
    ['2', () => gradesOf(page, 2).first().isVisible()],
    ['1', () => gradesOf(page, 2).last().getByRole('button', { name: 'Safe', exact: true }).isEnabled()],
    ['1', () => page.getByText('The response as a whole').isVisible()],
  ] as const)
    await pressUntil(page, key, next)
  await expectAccessible(page, 'the whole')
  await pressUntil(page, '3', () => page.getByText('All turns are graded.', { exact: false }).isVisible())
  await expectAccessible(page, 'all is graded')
  await pressUntil(page, 'Enter', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(5)
  await page.keyboard.press('h')
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expectAccessible(page, 'history')
})

test('zoomed to 400 %, in forced colours, from right to left and as it was written, a dialogue can be graded', async ({
  page,
  sitDownToRate,
}) => {
  const arabic = dialogue('انقع الفاصولياء طوال الليل.', 'كم ساعة؟', 'ثماني ساعات **على الأقل**.')
  await page.setViewportSize({ width: 320, height: 256 })
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await sitDownToRate({ prompts: 1, systems: 1, responses: [arabic], design: { criteria: [BY_TURN] } })
  await expect(gradesOf(page, 1).getByRole('button', { name: 'Pass' })).toBeEnabled()
  await expectAccessible(page, 'zoomed')
  await pressUntil(page, '2', () => gradesOf(page, 2).isVisible())
  const colour = (name: string) =>
    gradesOf(page, 1)
      .getByRole('button', { name })
      .evaluate((button) => getComputedStyle(button).backgroundColor)
  expect(await colour('Pass')).not.toBe(await colour('Fail'))
  const direction = await page
    .getByText('انقع الفاصولياء', { exact: false })
    .last()
    .evaluate((text) => getComputedStyle(text).direction)
  expect(direction).toBe('rtl')
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Display' }).click()
  await expect(page.getByRole('radio')).toHaveCount(2)
  await page.getByRole('checkbox', { name: /as it was written/ }).check()
  await page.getByRole('radio', { name: 'Scroll by themselves' }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('ثماني ساعات **على الأقل**.')).toBeVisible()
  await pressUntil(page, '3', () => page.getByText('All turns are graded.', { exact: false }).isVisible())
})

test('two hundred turns and three hundred thousand characters can be graded by keyboard, and survive a reload', async ({
  page,
  sitDownToRate,
}) => {
  const words = 'The beans are soft when they give way to the back of a spoon. '.repeat(24)
  const talk = dialogue(
    ...Array.from({ length: 399 }, (_, nth) => (nth % 2 === 0 ? `${nth / 2 + 1}. ${words}` : 'And then?')),
  )
  expect(JSON.stringify(talk).length).toBeGreaterThan(300_000)
  const { studyId, userId } = await sitDownToRate({
    prompts: 1,
    systems: 1,
    responses: [talk],
    design: { criteria: [BY_TURN] },
  })
  await expect(gradesOf(page, 1).getByRole('button', { name: 'Pass' })).toBeEnabled()
  await pressUntil(page, '3', () => gradesOf(page, 2).isVisible())
  // What was begun so far, as the browser keeps it: most of the two hundred would take minutes to press.
  const { id: assignmentId } = await db.assignment.findFirstOrThrow({ where: { studyId } })
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const answers = Array.from({ length: 190 }, (_, nth) => ({ criterion, turn: nth + 1, choice: 'FAIL' }))
  await page.evaluate(([key, draft]) => localStorage.setItem(key, draft), [
    `evenhand:draft:${userId}:${assignmentId}`,
    JSON.stringify({ answers, rationale: '', at: Date.now() }),
  ] as const)
  await page.reload()
  await expect(page.locator('main:not([inert]) section[data-turn]').last()).toBeInViewport()
  await expect(gradesOf(page, 191)).toBeVisible()
  await pressUntil(page, '2', () => page.getByText('All turns are graded.', { exact: false }).isVisible())
  await pressUntil(page, 'Enter', () => page.getByRole('heading', { name: 'Done. Thank you' }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(200)
  const stored = await db.judgment.findMany({ where: { studyId }, orderBy: { turn: 'asc' } })
  expect(stored.map(({ turn, choice }) => `${turn} ${choice}`)).toEqual(
    Array.from({ length: 200 }, (_, nth) => `${nth + 1} ${nth < 190 ? 'FAIL' : 'PASS'}`),
  )
})
