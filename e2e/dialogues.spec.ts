import { expect, judgments, pressUntil, test, verdictButton } from './desk-fixture'
import { dialogue } from './rating-fixture'

const LONG = 'It takes an hour, or somewhat longer. '.repeat(20)

test('two dialogues stand turn by turn as long as the user says the same, and side by side from there on', async ({
  sitDown,
}) => {
  const { page, studyId } = await sitDown({
    pairs: 2,
    answers: [
      dialogue('Soak them.', 'How long?', 'Overnight.', 'And then?', 'Boil them.'),
      dialogue(LONG, 'How long?', LONG, 'Is there salt?', 'A spoon.', 'Enough?', 'Enough.'),
    ],
  })
  await expect(verdictButton(page)).toBeEnabled()
  const answers = page.locator('main:not([inert]) [data-answer]')
  const tops = (text: string) =>
    answers.getByText(text, { exact: true }).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top))
  const [one, other] = await tops('How long?')
  expect(one).toBeDefined()
  expect(one).toBe(other)
  const [[then], [salt]] = await Promise.all([tops('And then?'), tops('Is there salt?')])
  expect(then).toBe(salt)
  // Beyond, each goes on by itself: a short answer leaves no hole until the other's is over.
  const [[boil], [spoon], [enough]] = await Promise.all([tops('Boil them.'), tops('A spoon.'), tops('Enough?')])
  expect(boil).toBe(spoon)
  expect(enough).toBeGreaterThan(spoon ?? 0)
  const roles = await answers.evaluateAll((panes) =>
    panes.map((pane) => [...pane.querySelectorAll('[data-role]')].map((turn) => turn.getAttribute('data-role')?.[0])),
  )
  expect(roles.map((each) => each.join('')).sort()).toEqual(['auaua', 'auauaua'])
  await pressUntil(page, '2', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  // On a phone one follows the other, whole.
  await page.setViewportSize({ width: 390, height: 780 })
  const bottoms = await answers.evaluateAll((panes) => panes.map((pane) => pane.getBoundingClientRect()))
  expect(bottoms[1]?.top).toBeGreaterThanOrEqual(bottoms[0]?.bottom ?? Number.POSITIVE_INFINITY)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
