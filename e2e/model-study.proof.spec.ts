import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { acts } from '@/lib/testing/scripted-model'
import { expectAccessible } from './accessibility'
import { expect } from './fixtures'
import { addModel, makeAndOpen, run, startForm, test } from './model-fixture'
import { confirm } from './steps'

test('a model is designed, tried, started and watched to its end, and a call of it read', async ({
  page,
  signIn,
  provider,
}) => {
  test.setTimeout(240_000)
  await signIn(page, (await makeActor('RESEARCHER')).id)
  const title = 'Dippers, and a judge'
  await startForm(page, title)
  await page.getByRole('button', { name: 'Add a group of models' }).click()
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByText('Name the model.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Remove Models' }).click()
  await addModel(page, provider.name, 'scripted-1')
  await page.getByText('What a person reads, and what is sent').click()
  await page.getByRole('button', { name: 'Show it with an item of the prompt set' }).click()
  await expect(page.getByRole('region', { name: 'Message 1, user' })).toContainText('Verdict: X')
  await expect(page.getByRole('region', { name: 'What a person reads' })).toContainText('Answer B')
  await expect(page.getByRole('region', { name: 'What the models come to' })).toContainText('8 calls')
  await expectAccessible(page, 'a design with a model')

  await page.getByRole('button', { name: 'Try on 5 pairs…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('4 verdicts')).toBeVisible()
  await dialog.getByText('1. verdict').click()
  await expect(dialog.getByRole('region', { name: 'Answer 1' })).toContainText('The first one is clearer.')
  await expectAccessible(page, 'the trial of a model')
  provider.follow(() => acts.hang())
  await dialog.getByRole('button', { name: 'Ask again' }).click()
  await expect.poll(() => provider.seen.length).toBe(8)
  await dialog.getByRole('button', { name: 'Stop asking' }).click()
  await expect(dialog.getByText('Stopped.')).toBeVisible()
  await expect.poll(provider.givenUp).toBe(4)
  provider.follow(() => acts.say('The first one is clearer.\n\nVerdict: C'))
  await page.keyboard.press('Escape')
  expect(await db.modelCall.count({ where: { requestedModel: 'scripted-1', annotator: { study: { title } } } })).toBe(0)

  const studyId = await makeAndOpen(page, title)
  await expect(run(page)).toContainText('Ready')
  await confirm(page, 'Start…', 'Start G01')
  await expect(run(page)).toContainText('Done.', { timeout: 60_000 })
  await expect(run(page)).toContainText('8 of 8')
  await expectAccessible(page, 'an overview with a model that is done')
  await page.getByRole('link', { name: /8 calls/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Calls of G01' })).toBeVisible()
  await expectAccessible(page, 'a list of calls')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'What was sent' })).toBeVisible()
  await expect(page.getByText('withheld until results are shown')).toBeVisible()
  await expectAccessible(page, 'a call')
  const call = page.url()
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByRole('row', { name: 'Models (G), model 1' })).toContainText(`asked of ${provider.name}`)
  await page.goto(`/studies/${studyId}/annotators`)
  await expect(page.getByRole('row', { name: /G01/ })).toContainText('model')
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(call)
  await expect(page.getByRole('region', { name: 'Answer', exact: true })).toContainText('Verdict: C')
})
