import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts } from '@/lib/testing/scripted-model'
import { expectAccessible } from './accessibility'
import { expect } from './fixtures'
import { acting, fillNumber, makeAndOpen, makeGate, run, test } from './model-fixture'
import { chooseSet, openForm } from './rating-form'
import { confirm } from './steps'

const said = (usage: { input: number; output: number }) => acts.say('Clearer.\n\nVerdict: C', { usage })

/** Presses by the keyboard, as whoever has no pointer does. */
async function pressKey(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await button.focus()
  await page.keyboard.press('Enter')
}

test('a run rests, goes on, stops at its budget, and is priced and read again without a call', async ({
  page,
  signIn,
  provider,
}) => {
  test.setTimeout(240_000)
  const gate = makeGate()
  provider.follow(() => gate.isOpen.then(() => said({ input: 100, output: 10 })))
  const { studyId, researcher, key, providerId } = await makeModelStudy({
    ...{ url: provider.url, prompts: 4, provider: { lanes: 1 } },
  })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Start…', 'Start G01')
  await expect(run(page)).toContainText('Running.')
  // The button that was pressed is gone: the focus is not.
  await expect(acting(page)).toBeFocused()
  await expect.poll(() => provider.seen.length).toBe(1)
  await pressKey(page, 'Pause G01')
  await expect(run(page)).toContainText('Paused.')
  await expect(acting(page)).toBeFocused()
  gate.open()
  await expect.poll(async () => (await checkRun(key)).done).toBe(1)

  await page.getByRole('button', { name: 'Budget…' }).click()
  await page.getByRole('dialog').getByLabel('At most, tokens').fill('')
  await page.getByRole('dialog').getByRole('button', { name: 'Change the budget' }).click()
  await expect(page.getByRole('dialog')).toContainText('Give it a budget of tokens or of money.')
  await page.getByRole('dialog').getByLabel('At most, tokens').fill('200')
  await page.getByRole('dialog').getByRole('button', { name: 'Change the budget' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(run(page)).toContainText('90 left')
  await pressKey(page, 'Go on with G01')
  await expect(run(page)).toContainText('Raise the budget to go on')
  await expect(run(page)).toContainText('1 of 8')
  expect(provider.seen).toHaveLength(1)
  await page.getByRole('button', { name: 'Budget…' }).click()
  await page.getByRole('dialog').getByLabel('At most, tokens').fill('900000')
  await page.getByRole('dialog').getByRole('button', { name: 'Change the budget' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await pressKey(page, 'Go on with G01')
  await expect(run(page)).toContainText('Done.')
  await expect(run(page)).toContainText('880 spent')
  await expect(acting(page)).toBeFocused()

  await expect(run(page)).toContainText('no price is known')
  await page.getByRole('button', { name: 'Price this run…' }).click()
  const pricing = page.getByRole('dialog')
  await pricing.getByRole('button', { name: 'Price this run' }).click()
  await expect(pricing).toContainText('No price of scripted-1 is known.')
  const price = { providerId, model: 'scripted-1', currency: 'USD', inputNanos: 2000n, outputNanos: 10_000n }
  await db.price.create({ data: { ...price, validFrom: new Date('2020-01-01') } })
  await pricing.getByRole('button', { name: 'Price this run' }).click()
  await expect(run(page)).toContainText('8 calls have a cost now.')
  await expect(run(page)).toContainText('$0.0024 spent')
  await expect(page.getByRole('button', { name: 'Price this run…' })).toHaveCount(0)
  await expect(acting(page)).toBeFocused()

  // As if the parser of another version had read them.
  const [first, second] = await db.modelCall.findMany({ where: { studyId }, orderBy: { sentAt: 'asc' } })
  for (const [call, answer] of [
    [first, 'Verdict: D'],
    [second, 'Well.'],
  ] as const)
    await db.modelCall.update({ where: { studyId_id: { studyId, id: call?.id ?? '' } }, data: { answer } })
  await confirm(page, 'Parse again…', 'Parse again')
  await expect(run(page)).toContainText('8 answers read again: 2 verdicts changed.')
  await expect(run(page)).toContainText('1 no verdict: 1 could not be read')
  expect(provider.seen).toHaveLength(8)
  expect(await checkRun(key)).toMatchObject({ done: 8, calls: 8, wrong: NOTHING_WRONG })
  await expectAccessible(page, 'an overview with a run that was priced and read again')
})

test('LIMA’s ablation is one press, runs by a model alone, and ends in means', async ({ page, signIn, provider }) => {
  test.setTimeout(240_000)
  const set = await makePromptSet({ prompts: 3, systems: ['Teal 2K', 'Teal 8K'], samples: 5 })
  await signIn(page, (await makeActor('RESEARCHER')).id)
  await openForm(page)
  await page.getByRole('textbox', { name: 'Title' }).fill('Teals, ablated')
  await chooseSet(page, `${set.name}, 3 prompts`, ['Teal 2K', 'Teal 8K'])
  await page.getByRole('button', { name: /^As LIMA’s ablations/ }).click()
  await expect(page.getByLabel('Template')).toHaveValue('HELPFULNESS')
  await expect(page.getByRole('textbox', { name: 'Judgments per item', exact: true })).toHaveValue('0')
  await expect(page.getByLabel('Asked for', { exact: true })).toHaveValue('FIRST')
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: provider.name })
  await page.getByLabel('Model', { exact: true }).fill('scripted-1')
  await fillNumber(page, 'At most, tokens', 900_000)
  await expect(page.getByRole('region', { name: 'What the models come to' })).toContainText('30 calls')
  provider.follow(({ number }) => acts.say(`It helps.\n\nVerdict: ${'ABCDEF'[number % 6]}`))
  const studyId = await makeAndOpen(page, 'Teals, ablated')
  await confirm(page, 'Start…', 'Start G01')
  await expect(run(page)).toContainText('Done.', { timeout: 90_000 })
  await expect(run(page)).toContainText('30 of 30')
  await expect(run(page)).not.toContainText('no verdict')
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/results`)
  await expect(page.locator('figure[id]').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('main')).toContainText('Teal 8K')
  await expectAccessible(page, 'results of an ablation')
})
