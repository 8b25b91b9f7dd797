import type { Message } from '@/lib/prompts/messages'
import { expectAccessible } from './accessibility'
import { expect, pressUntil, question, test, verdictButton } from './desk-fixture'

test('no accessibility findings in any state of the desk', async ({ page, sitDown, signIn, complaints }) => {
  test.setTimeout(240_000)
  const criteria = [question('Which is better?', 'SEVEN'), question('Which is safer?', 'FIVE')]
  const design = {
    criteria,
    consent: 'It takes an hour.',
    rationale: 'REQUIRED',
    instructions: 'Read both.',
  } as const
  const { userId } = await sitDown({ pairs: 3, practice: true, design })
  await expectAccessible(page, 'consent')
  await page.getByRole('button', { name: 'I agree, begin' }).click()
  const first = verdictButton(page, 'Answer A is much better')
  await expect(first).toBeEnabled()
  await expectAccessible(page, 'practice')
  for (const [key, state] of [
    ['?', 'keys'],
    ['h', 'history'],
    ['i', 'instructions'],
  ] as const) {
    await pressUntil(page, key, () => page.getByRole('dialog').isVisible())
    await expectAccessible(page, state)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByRole('button', { name: 'Display' }).click()
  await expectAccessible(page, 'display')
  await page.keyboard.press('Escape')
  await pressUntil(page, 'x', () => page.getByLabel('A note, if you like').isVisible())
  await expectAccessible(page, 'cannot judge')
  await page.keyboard.press('Escape')
  await pressUntil(page, '1', () => page.getByText('Question 2 of 2').isVisible())
  await pressUntil(page, '5', () => page.getByLabel(/Your reason/).isVisible())
  await expectAccessible(page, 'reason')
  await page.getByLabel(/Your reason/).fill('Because.')
  await page.getByRole('button', { name: /Send the verdict/ }).click()
  await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
  await expectAccessible(page, 'feedback')
  await page.getByRole('button', { name: /Go on/ }).click()
  await expect(first).toBeEnabled()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expectAccessible(page, 'paused')
  await page.getByRole('button', { name: /Go on/ }).click()
  const judge = async () => {
    await pressUntil(page, '1', () => page.getByText('Question 2 of 2').isVisible())
    await pressUntil(page, '5', () => page.getByLabel(/Your reason/).isVisible())
    await page.getByLabel(/Your reason/).fill('Because.')
    await page.getByRole('button', { name: /Send the verdict/ }).click()
  }
  await page.context().clearCookies()
  await judge()
  await expect(page.getByText('Your session has ended.', { exact: false })).toBeVisible()
  await expectAccessible(page, 'signed out')
  await signIn(page, userId)
  await page.context().setOffline(true)
  await judge()
  await expect(page.getByRole('heading', { name: /^(You are offline|Your session has ended)$/ })).toBeVisible()
  await expectAccessible(page, 'without a network')
  await page.context().setOffline(false)
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeVisible()
  await expectAccessible(page, 'done')
  await page.getByRole('button', { name: 'Your verdicts' }).last().click()
  await expect(page.getByRole('listitem').first()).toBeVisible()
  await expectAccessible(page, 'history with verdicts')
  await page.keyboard.press('Escape')
  // What no server of ours would send makes the desk fall over.
  await page.route('**/history', (route) => route.fulfill({ json: [{}] }))
  await page.getByRole('button', { name: 'Your verdicts' }).last().click()
  await expect(page.getByRole('heading', { name: 'This page did not load' })).toBeVisible()
  await expectAccessible(page, 'error')
  complaints.length = 0
})

const said = (...texts: string[]) =>
  texts.map((content, nth) => ({ role: nth % 2 === 0 ? ('assistant' as const) : ('user' as const), content }))
const WIDE = `| ${'A column of its own | '.repeat(12)}\n|${'---|'.repeat(12)}\n| ${'words that fill it | '.repeat(12)}`

test('turns stand side by side, wide tables scroll inside their pane, and both panes scroll turn by turn', async ({
  sitDown,
}) => {
  const answers: [Message[], Message[]] = [
    said(WIDE, 'And then?', 'Enough. '.repeat(900)),
    said('Much more. '.repeat(700), 'And then?', 'Enough. '.repeat(900)),
  ]
  const { page } = await sitDown({ pairs: 1, answers })
  await expect(verdictButton(page)).toBeEnabled()
  const tops = () =>
    page.locator('[data-answer]').evaluateAll((leaves) =>
      leaves.map((leaf) => {
        const head = leaf.querySelector('header')?.getBoundingClientRect()
        const [first, second] = [...leaf.querySelectorAll('[data-turn]')].map((turn) => turn.getBoundingClientRect())
        return {
          clear: (first?.top ?? 0) >= (head?.bottom ?? 0),
          apart: (second?.top ?? 0) >= (first?.bottom ?? 0),
          left: first?.left === second?.left,
          second: second?.top,
        }
      }),
    )
  const [left, right] = await tops()
  expect(left).toEqual({ clear: true, apart: true, left: true, second: right?.second })
  expect(right).toMatchObject({ clear: true, apart: true, left: true })
  const table = page.getByRole('group', { name: 'Table' })
  const scrolled = await table.evaluate((frame) => {
    frame.scrollLeft = 50
    return frame.scrollLeft
  })
  expect(scrolled).toBe(50)

  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('radio', { name: 'Scroll both together' }).check()
  await page.reload()
  await expect(verdictButton(page)).toBeEnabled()
  await page
    .locator('[data-answer]')
    .first()
    .evaluate((leaf) => {
      const [first, second] = [...leaf.querySelectorAll('[data-turn]')].map((turn) => turn.getBoundingClientRect().top)
      leaf.scrollTop = (second ?? 0) - (first ?? 0)
    })
  await expect
    .poll(async () => {
      const [one, other] = await tops()
      return one?.apart && other?.apart && Math.abs((one?.second ?? 0) - (other?.second ?? 1000)) < 2
    })
    .toBe(true)
})

test('zoomed to 400 % it reflows, covers nothing, and forced colours tell what is chosen', async ({
  page,
  sitDown,
}) => {
  await page.setViewportSize({ width: 320, height: 256 })
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const criteria = [question('Which is better?', 'SEVEN')]
  await sitDown({
    pairs: 1,
    design: { criteria, rationale: 'REQUIRED' },
    answers: [said(`${WIDE}\n\nYes.`), said('No. '.repeat(300))],
  })
  const first = verdictButton(page, 'Answer A is much better')
  await expect(first).toBeEnabled()
  await expectAccessible(page, 'zoomed')
  const answer = page.getByText('No. No.')
  await answer.scrollIntoViewIfNeeded()
  await answer.evaluate((text) => window.scrollTo(0, text.getBoundingClientRect().top + window.scrollY))
  const isInAnswer = () =>
    page.evaluate(() => {
      const lowest = document.elementFromPoint(160, 250)
      return lowest?.closest('[data-answer]') !== null && lowest?.closest('#verdict') === null
    })
  expect(await isInAnswer()).toBe(true)
  await page.keyboard.press('1')
  await pressUntil(page, '1', () => page.getByLabel(/Your reason/).isVisible())
  await expect(first).toHaveAttribute('aria-pressed', 'true')
  const colours = await page
    .getByRole('group', { name: 'Which is better?' })
    .getByRole('button')
    .evaluateAll((all) => all.map((button) => getComputedStyle(button).backgroundColor))
  expect(new Set(colours.slice(1)).size).toBe(1)
  expect(colours[0]).not.toBe(colours[1])
  const moves = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((each) => getComputedStyle(each).transitionDuration !== '0s').length,
  )
  expect(moves).toBe(0)
})
