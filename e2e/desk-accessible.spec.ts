import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, pressUntil, question, test, verdictButton } from './desk-fixture'

async function check(page: Page, state: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${state}: ${id} at ${nodes[0]?.target}`)).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${state} scrolls sideways`).toBeLessThanOrEqual(0)
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`no accessibility findings in any state of the desk, ${colorScheme}, ${width} px`, async ({
      page,
      sitDown,
      signIn,
      complaints,
    }) => {
      test.setTimeout(240_000)
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const criteria = [question('Which is better?', 'SEVEN'), question('Which is safer?', 'FIVE')]
      const design = {
        criteria,
        consent: 'It takes an hour.',
        rationale: 'REQUIRED',
        instructions: 'Read both.',
      } as const
      const { userId } = await sitDown({ pairs: 3, practice: true, design })
      await check(page, 'consent')
      await page.getByRole('button', { name: 'I agree, begin' }).click()
      const first = verdictButton(page, 'Answer A is much better')
      await expect(first).toBeEnabled()
      await check(page, 'practice')
      for (const [key, state] of [
        ['?', 'keys'],
        ['h', 'history'],
        ['i', 'instructions'],
      ] as const) {
        await pressUntil(page, key, () => page.getByRole('dialog').isVisible())
        await check(page, state)
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.getByRole('button', { name: 'Display' }).click()
      await check(page, 'display')
      await page.keyboard.press('Escape')
      await pressUntil(page, 'x', () => page.getByLabel('A note, if you like').isVisible())
      await check(page, 'cannot judge')
      await page.keyboard.press('Escape')
      await pressUntil(page, '1', () => page.getByText('Question 2 of 2').isVisible())
      await pressUntil(page, '5', () => page.getByLabel(/Your reason/).isVisible())
      await check(page, 'reason')
      await page.getByLabel(/Your reason/).fill('Because.')
      await page.getByRole('button', { name: /Send the verdict/ }).click()
      await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
      await check(page, 'feedback')
      await page.getByRole('button', { name: /Go on/ }).click()
      await expect(first).toBeEnabled()
      await page.getByRole('button', { name: 'Pause' }).click()
      await check(page, 'paused')
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
      await check(page, 'signed out')
      await signIn(page, userId)
      await page.context().setOffline(true)
      await judge()
      await expect(page.getByRole('heading', { name: /^(You are offline|Your session has ended)$/ })).toBeVisible()
      await check(page, 'without a network')
      await page.context().setOffline(false)
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeVisible()
      await check(page, 'done')
      await page.getByRole('button', { name: 'Your verdicts' }).last().click()
      await expect(page.getByRole('listitem').first()).toBeVisible()
      await check(page, 'history with verdicts')
      await page.keyboard.press('Escape')
      // What no server of ours would send makes the desk fall over.
      await page.route('**/history', (route) => route.fulfill({ json: [{}] }))
      await page.getByRole('button', { name: 'Your verdicts' }).last().click()
      await expect(page.getByRole('heading', { name: 'This page did not load' })).toBeVisible()
      await check(page, 'error')
      complaints.length = 0
    })
