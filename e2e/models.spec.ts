import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { makeActor, makePromptSet } from '@/lib/testing/fixtures'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { expectAccessible } from './accessibility'
import { test as base, expect } from './fixtures'
import { confirm } from './steps'

/** A provider on loopback that does what the test says, and one admin's worth of settings for it. */
const test = base.extend<{ provider: ScriptedModel & { name: string } }>({
  provider: async ({}, use) => {
    const server = await startScriptedModel(() => acts.say('The first one is clearer.\n\nVerdict: C'))
    const name = `Scripted ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`
    const tested = {
      ...{ model: 'scripted-1', testedAt: new Date().toISOString(), problem: null, servedModel: 'scripted-1' },
      ...{ milliseconds: 5, maxTokensName: 'max_tokens', temperature: true, topP: null, seed: true },
      ...{ reasoningEffort: false, schema: false, reportsUsage: true, reportsFingerprint: true },
    }
    const probe = { models: ['scripted-1', 'scripted-2'], listProblem: null, tested: [tested] }
    const { id } = await db.provider.create({
      data: { name, kind: 'OPENAI_COMPATIBLE', baseUrl: `${server.url}/v1`, probe, probedAt: new Date() },
    })
    const price = { model: 'scripted-1', currency: 'USD', inputNanos: 2500n, outputNanos: 10_000n }
    await db.price.create({ data: { providerId: id, ...price, validFrom: new Date('2020-01-01') } })
    await use({ ...server, name })
    await server.stop()
  },
})

async function fillNumber(page: Page, label: string, value: number): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(String(value))
  await field.blur()
}

/** The form of a new study of two systems over a set of four prompts, with no model in it yet. */
async function startForm(page: Page, title: string): Promise<void> {
  const set = await makePromptSet({ prompts: 4, systems: ['Dipper 1', 'Dipper 2'] })
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label: `${set.name}, 4 prompts` })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: 'Dipper 2' })
  await page.getByRole('checkbox', { name: 'Dipper 1' }).check()
}

async function addModel(page: Page, provider: string, model: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a group of models' }).click()
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: provider })
  await page.getByLabel('Model', { exact: true }).fill(model)
  await fillNumber(page, 'At most, tokens', 200_000)
}

async function makeAndOpen(page: Page, title: string): Promise<string> {
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByRole('article', { name: /G01/ })).toBeVisible()
  return page.url().split('/').at(-1) ?? ''
}

const run = (page: Page) => page.getByRole('article', { name: /G01/ })

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
