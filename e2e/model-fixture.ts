import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { makePromptSet } from '@/lib/testing/fixtures'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { test as base, expect } from './fixtures'
import { confirm } from './steps'

/** A provider on loopback that does what the test says, and one admin's worth of settings for it. */
export const test = base.extend<{ provider: ScriptedModel & { name: string; id: string } }>({
  provider: async ({}, use) => {
    const server = await startScriptedModel(() => acts.say('The first one is clearer.\n\nVerdict: C'))
    const name = `Scripted ${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`
    const first = {
      ...{ model: 'scripted-1', testedAt: new Date().toISOString(), problem: null, servedModel: 'scripted-1' },
      ...{ milliseconds: 5, maxTokensName: 'max_tokens', temperature: true, topP: null, seed: true },
      ...{ reasoningEffort: false, schema: false, reportsUsage: true, reportsFingerprint: true },
    }
    // The second answers by a schema, and has no price.
    const tested = [first, { ...first, model: 'scripted-2', schema: true }]
    const probe = { models: ['scripted-1', 'scripted-2'], listProblem: null, tested }
    const { id } = await db.provider.create({
      data: { name, kind: 'OPENAI_COMPATIBLE', baseUrl: `${server.url}/v1`, probe, probedAt: new Date() },
    })
    const price = { model: 'scripted-1', currency: 'USD', inputNanos: 2500n, outputNanos: 10_000n }
    await db.price.create({ data: { providerId: id, ...price, validFrom: new Date('2020-01-01') } })
    await use({ ...server, name, id })
    await server.stop()
  },
})

/** A gate at which the scripted model waits with its answers until it is opened. */
export function makeGate() {
  let open = () => {}
  const isOpen = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, isOpen }
}

export async function fillNumber(page: Page, label: string, value: number): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(String(value))
  await field.blur()
}

/** The form of a new study of two systems over a set of four prompts, with no model in it yet. */
export async function startForm(page: Page, title: string): Promise<void> {
  const set = await makePromptSet({ prompts: 4, systems: ['Dipper 1', 'Dipper 2'] })
  await page.goto('/studies/new')
  await expect(page.getByRole('button', { name: 'Make the draft' })).toBeEnabled()
  await page.getByRole('textbox', { name: 'Title' }).fill(title)
  await page.getByLabel('Prompt set', { exact: true }).selectOption({ label: `${set.name}, 4 prompts` })
  await page.getByLabel('Focal system', { exact: true }).selectOption({ label: 'Dipper 2' })
  await page.getByRole('checkbox', { name: 'Dipper 1' }).check()
}

export async function addModel(page: Page, provider: string, model: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a group of models' }).click()
  await page.getByLabel('Provider', { exact: true }).selectOption({ label: provider })
  await page.getByLabel('Model', { exact: true }).fill(model)
  await fillNumber(page, 'At most, tokens', 200_000)
}

export async function makeAndOpen(page: Page, title: string): Promise<string> {
  await page.getByRole('button', { name: 'Make the draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await confirm(page, 'Open the study…', 'Open the study')
  await expect(page.getByRole('article', { name: /G01/ })).toBeVisible()
  return page.url().split('/').at(-1) ?? ''
}

/** How G01 stands, on the overview. */
export const run = (page: Page) => page.getByRole('article', { name: /G01/ })

/** What can be done about it there. */
export const acting = (page: Page) => page.getByRole('group', { name: 'What can be done about G01' })
