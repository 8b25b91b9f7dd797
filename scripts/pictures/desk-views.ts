import type { Page } from '@playwright/test'
import { press, type View } from './view'
import type { World } from './world'

const key = (letter: string) => async (page: Page) => {
  await page
    .getByRole('button', { name: /Answer A/ })
    .and(page.locator(':enabled'))
    .first()
    .waitFor()
  await page.keyboard.press(letter)
}

/** The desk of comparisons. */
export function deskViews(world: World): View[] {
  const desk = (name: string) => ({ who: `judge-${name}`, path: `/annotate/${world[`desk-${name}`]}` })
  return [
    { name: 'desk', ...desk('plain'), media: true },
    { name: 'desk-korean', ...desk('plain'), language: 'ko' },
    { name: 'desk-arabic', ...desk('plain'), language: 'ar' },
    { name: 'desk-grades-arabic', ...desk('grades'), language: 'ar' },
    { name: 'desk-grades-german', ...desk('grades'), language: 'de' },
    { name: 'desk-reason', ...desk('plain'), act: key('r') },
    { name: 'desk-flag', ...desk('plain'), act: key('x') },
    { name: 'desk-keys', ...desk('plain'), act: key('?') },
    { name: 'desk-history', ...desk('plain'), act: key('h') },
    { name: 'desk-instructions', ...desk('plain'), act: key('i') },
    { name: 'desk-display', ...desk('plain'), act: press('Display') },
    { name: 'desk-undo', ...desk('plain'), act: key('z') },
    ...['markdown', 'turns', 'apart', 'grades', 'bad', 'warned', 'consent', 'done', 'paused', 'closed'].map((name) => ({
      name: `desk-${name}`,
      ...desk(name),
    })),
    { name: 'desk-grades-korean', ...desk('grades'), language: 'ko' },
    { name: 'desk-grades-second', ...desk('grades'), act: key('1') },
    { name: 'desk-hasty', ...desk('hasty'), act: key('1') },
  ]
}

/** The desk of ratings. */
export function ratingDeskViews(world: World): View[] {
  const desk = (name: string) => ({ who: `judge-rating-${name}`, path: `/annotate/${world[`desk-rating-${name}`]}` })
  const rate = (name: string, ...keys: string[]) => ({
    ...{ name: `desk-rating-${name}`, ...desk(name) },
    act: (page: Page) => pressAll(page, keys),
  })
  return [
    { ...rate('lima'), media: true },
    { ...rate('lima', 'r'), name: 'desk-rating-reason' },
    { ...rate('lima', 'm'), name: 'desk-rating-meanings' },
    { ...rate('lima', '?'), name: 'desk-rating-keys' },
    { ...rate('lima', 'z'), name: 'desk-rating-undo' },
    ...['six', 'ten', 'two', 'warned', 'turns', 'many-turns', 'two-questions'].map((name) => rate(name)),
    { ...rate('korean'), language: 'ko' },
    { ...rate('turns', '2'), name: 'desk-rating-turns-second' },
    { ...rate('turns', '2', '3', '3'), name: 'desk-rating-turns-sent' },
    { ...rate('turns', '2'), name: 'desk-rating-turns-korean', language: 'ko' },
    {
      ...rate('many-turns', '2', '3', '3', '1', '2', '2', '2', '3', '2', '2', '3', '3'),
      name: 'desk-rating-all-turns',
    },
  ]
}

/** So long a key that changes nothing is pressed. */
const IN_VAIN_MS = 3000

/** Presses keys one after the other, each until it shows that the desk took it: it rests for a moment after an answer. */
async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  await page.locator('button:enabled[aria-keyshortcuts]').first().waitFor()
  for (const each of keys) {
    const before = await outlineOf(page)
    const until = Date.now() + IN_VAIN_MS
    do await page.keyboard.press(each)
    while ((await outlineOf(page)) === before && Date.now() < until)
  }
}

/** What is open, asked and chosen on the page, without the words that tell of time. */
function outlineOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('h1, h2, section, dialog, [role=dialog], [role=group], [aria-pressed], textarea')]
      .map((each) => [each.tagName, each.getAttribute('aria-pressed'), each.getAttribute('aria-label')].join())
      .join(),
  )
}
