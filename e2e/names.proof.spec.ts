import { db } from '@/lib/db/client'
import { digestMessages } from '@/lib/prompts/messages'
import { enrolPeople, makeActor, makeDraft } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { startRecordingProxy } from './recording-proxy'
import { judgeAll } from './steps'

async function say(promptSetId: string, system: string, question: string, content: string) {
  const messages = [{ role: 'assistant' as const, content }]
  const where = { promptSetId, system: { name: system }, prompt: { externalId: question } }
  await db.systemResponse.updateMany({ where, data: { messages, digest: digestMessages(messages) } })
}

test('an admin lists a name; a researcher masks it and leaves another out; no annotator ever receives it', async ({
  page,
  signIn,
  browser,
}) => {
  test.setTimeout(180_000)
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 4 })
  await say(promptSet.id, 'Focal', 'q-1', 'So says ***Zorblatt***. I, Zorb\u200blatt, agree.')
  await say(promptSet.id, 'Baseline 1', 'q-1', 'I have never heard of ZORBLATT.')
  await say(promptSet.id, 'Baseline 1', 'q-3', 'As an AI developed by Anthropic, I cannot.')

  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto('/admin/names')
  await page.getByLabel('A name or a phrase').fill('Zorblatt')
  await page.getByRole('button', { name: 'Add to the list' }).click()
  await expect(page.getByRole('rowheader', { name: 'Zorblatt' })).toBeVisible()
  await expectAccessible(page, page.url())

  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByText('3 findings name a maker or a model')).toBeVisible()
  await page.getByRole('link', { name: 'Decide' }).click()
  await page.getByRole('link', { name: 'Zorblatt' }).click()
  await expect(page.getByRole('heading', { name: '“Zorblatt”' })).toBeVisible()
  await expect(page.getByText('So says ***Zorblatt***.')).toBeVisible()
  await expectAccessible(page, page.url())
  await page
    .getByRole('group', { name: /All that are open/ })
    .getByRole('button', { name: 'Mask', exact: true })
    .click()
  await expect(page.getByText('1 finding is open')).toBeVisible()
  await page.getByRole('link', { name: 'Anthropic' }).click()
  await page.getByRole('group', { name: 'Anthropic in prompt q-3' }).getByRole('button', { name: 'Leave out' }).click()
  await expect(page.getByText('Nothing is open. 1 item is left out.')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 800 })
  await expectAccessible(page, page.url())
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.goto(`/studies/${studyId}`)
  await page.getByRole('button', { name: 'Open the study…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the study' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByRole('row', { name: 'Masked in the prompt and the answers 2 findings' })).toBeVisible()
  await page.goto(`/studies/${studyId}/design/names`)
  await expect(page.getByText('What was decided is frozen in the protocol.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mask', exact: true })).toBeHidden()

  const [person] = await enrolPeople(studyId, 1)
  const { received, server, stop } = await startRecordingProxy()
  const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '', proxy: { server } })
  const desk = await context.newPage()
  await signIn(desk, person?.actor.id ?? '')
  await desk.goto(`/annotate/${studyId}`)
  await desk.getByRole('button', { name: 'Display' }).click()
  await desk.getByLabel('Show the text as it was written').check()
  await desk.keyboard.press('Escape')
  expect(await judgeAll(desk, () => 'left')).toBe(3)
  await desk.goto(`/annotate/${studyId}`)
  await desk.getByRole('button', { name: 'Your verdicts' }).first().click()
  await expect(desk.getByText('The last 3 verdicts stored')).toBeVisible()
  await context.close()
  await stop()
  // All it ever got, page and payload and JSON: what is masked is there, and nothing of the word.
  expect(received.filter(({ text }) => text.includes('▒▒▒')).length).toBeGreaterThan(1)
  expect(received.filter(({ text }) => /zorb|anthropic/i.test(text)).map(({ url }) => url)).toEqual([])
})

test('names in a study’s own texts are warned of until they are changed or kept; files carry its title', async ({
  page,
  signIn,
}) => {
  const { studyId, researcher } = await makeDraft({ prompts: 2 })
  await db.study.update({
    where: { id: studyId },
    data: { title: '한국어 연구: OpenAI', instructions: 'Gemini is **one** of them.' },
  })
  await signIn(page, researcher.id)
  await page.goto(`/studies/${studyId}`)
  await expect(page.getByText('a system of this study in 2 places')).toBeVisible()
  await page.getByRole('link', { name: 'Change or keep them' }).click()
  await expect(page.getByRole('heading', { name: 'In your own texts' })).toBeVisible()
  await expectAccessible(page, page.url())
  if (process.env.EVENHAND_SHOTS)
    await page.screenshot({ path: `${process.env.EVENHAND_SHOTS}/names-1440.png`, fullPage: true })
  await page.getByRole('button', { name: 'Keep OpenAI in Title, also where they join' }).click()
  await expect(page.getByText('kept as it is')).toBeVisible()
  await page.setViewportSize({ width: 390, height: 800 })
  await expectAccessible(page, page.url())
  if (process.env.EVENHAND_SHOTS)
    await page.screenshot({ path: `${process.env.EVENHAND_SHOTS}/names-390.png`, fullPage: true })
  await page.goto(`/studies/${studyId}/design`)
  await expect(page.getByText('a system of this study in 1 place.')).toBeVisible()
  if (process.env.EVENHAND_SHOTS) await page.screenshot({ path: `${process.env.EVENHAND_SHOTS}/design-390.png` })

  await page.goto(`/studies/${studyId}/export`)
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV for Excel of names.csv' }).click()
  expect((await saved).suggestedFilename()).toBe('한국어-연구-openai-names.csv')
  if (process.env.EVENHAND_SHOTS) await page.screenshot({ path: `${process.env.EVENHAND_SHOTS}/export-390.png` })
})
