import { makeActor } from '@/lib/testing/fixtures'
import { acts } from '@/lib/testing/scripted-model'
import { expect } from './fixtures'
import { addModel, makeAndOpen, run, startForm, test } from './model-fixture'
import { confirm } from './steps'

test('a run that the provider refuses says so in its words, and goes on once that is mended', async ({
  page,
  signIn,
  provider,
}) => {
  test.setTimeout(180_000)
  await signIn(page, (await makeActor('RESEARCHER')).id)
  provider.follow(() => acts.wrongKey())
  await startForm(page, 'Dippers, refused')
  await addModel(page, provider.name, 'scripted-1')
  await makeAndOpen(page, 'Dippers, refused')
  await confirm(page, 'Start…', 'Start G01')
  await expect(run(page)).toContainText('Incorrect API key provided', { timeout: 60_000 })
  await expect(run(page)).toContainText('0 of 8')
  provider.follow(({ number }) => (number % 4 === 0 ? acts.refusal() : acts.say('Verdict: D')))
  await page.getByRole('button', { name: 'Go on with G01' }).click()
  await expect(run(page)).toContainText('Done.', { timeout: 60_000 })
  await expect(run(page)).toContainText('no verdict: ')
  await expect(run(page)).not.toContainText('set aside')
})
