import { checkRun, makeModelStudy } from '@/lib/testing/model-study'
import { acts } from '@/lib/testing/scripted-model'
import { expect } from './fixtures'
import { acting, makeGate, run, test } from './model-fixture'
import { confirm } from './steps'

test('a run is cancelled for good: what it judged counts, and nothing more is asked', async ({
  page,
  signIn,
  provider,
}) => {
  const gate = makeGate()
  provider.follow(() => gate.isOpen.then(() => acts.say('Verdict: C')))
  const { studyId, researcher, key } = await makeModelStudy({
    ...{ url: provider.url, prompts: 3, provider: { lanes: 1 } },
  })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Start…', 'Start G01')
  await expect.poll(() => provider.seen.length).toBe(1)
  await confirm(page, 'Cancel…', 'Cancel G01 for good')
  await expect(run(page)).toContainText('Cancelled.')
  await expect(acting(page)).toBeFocused()
  gate.open()
  await expect.poll(async () => (await checkRun(key)).sent).toBe(0)
  await page.reload()
  await expect(run(page)).toContainText('1 of 6')
  for (const name of [/^Go on/, /^Pause/, /^Start/, /^Budget/])
    await expect(run(page).getByRole('button', { name })).toHaveCount(0)
  expect(provider.seen).toHaveLength(1)
  expect((await checkRun(key)).done).toBe(1)
})
