import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
/** All that a theme can change. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * Expects no finding of axe (WCAG 2.2 AA) on what the page shows, on a laptop and on a phone, light and dark, and nothing
 * wider than the window.
 */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    for (const colorScheme of ['dark', 'light'] as const)
      await expectNoFinding(page, `${state}, ${width} px`, colorScheme)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `${state} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0)
  }
  if (before) await page.setViewportSize(before)
}

async function expectNoFinding(page: Page, state: string, colorScheme: 'dark' | 'light'): Promise<void> {
  // Colours that are still changing would be measured half-way.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  // A page that reads itself anew gets its title with what it read.
  await expect(page).toHaveTitle(/./)
  // Its legacy mode needs no second page for each run; that is for frames of other sites, and there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // Of what passes nothing is read: describing each such element takes longer than finding it.
  axe.options({ resultTypes: ['violations'] })
  const chosen = colorScheme === 'light' ? axe.withTags(LEVELS) : axe.withRules(COLOURS)
  // What react-aria has a pending button announce names an element that is gone with the page it was on.
  const { violations } = await chosen.exclude('[data-live-announcer]').analyze()
  expect(violations.map(({ id, nodes }) => `${state}, ${colorScheme}: ${id} at ${nodes[0]?.target}`)).toEqual([])
}
