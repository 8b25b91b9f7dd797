import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { makeActor, makeSession } from '@/lib/testing/fixtures'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'

// The acts and the pages of providers, one after the other as an admin does them. Only the session is replaced, and what
// belongs to a browser.
let actor: Actor
vi.mock('@/lib/auth/session', () => ({
  readSession: async () => ({ userId: actor.id, stamp: await makeSession(actor.id) }),
}))
vi.mock('@/lib/server/language', () => ({ pageLanguage: () => 'en' }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next/navigation', async (original) => ({
  ...(await original<typeof import('next/navigation')>()),
  useRouter: () => ({ push: () => undefined, refresh: () => undefined }),
}))

const KEY = 'sk-a-key-that-no-page-may-show-0987654321'

let model: ScriptedModel
beforeAll(async () => {
  actor = await makeActor('ADMIN')
  model = await startScriptedModel(
    ({ json }) => {
      if (json && 'temperature' in json) return acts.refuses('temperature')
      return json && 'response_format' in json ? acts.say('{"verdict":"A"}') : acts.say('A')
    },
    { key: KEY },
  )
})
afterAll(() => model.stop())

/** What a page says, as text; no page may have the key. */
function textOf(page: React.ReactNode): string {
  const html = renderToStaticMarkup(createElement('div', null, page))
  expect(html).not.toContain(KEY)
  return html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' .', '.')
}

async function tryModels(providerId: string, models: string[]): Promise<void> {
  const { POST } = await import('@/app/api/providers/[providerId]/test/route')
  const request = new Request('http://localhost/', { method: 'POST', body: JSON.stringify({ models }) })
  expect((await POST(request, { params: Promise.resolve({ providerId }) })).status).toBe(204)
}

test('an admin adds a provider, tests it, sets a price and switches it off; no page has the key', async () => {
  const [{ default: Providers }, { default: Provider }, done] = await Promise.all([
    import('./page'),
    import('./[providerId]/page'),
    import('./actions'),
  ])
  expect(textOf(await Providers())).toContain('There is none yet, so only people can judge.')
  const fields = { name: 'Our server', kind: 'OPENAI_COMPATIBLE', baseUrl: `${model.url}/v1` } as const
  const made = await done.create({ ...fields, key: 'wrong' })
  if (!made.ok) throw new Error(made.problem.message)
  const providerId = made.value
  const page = async () => {
    const params = Promise.resolve({ providerId })
    return textOf(await Provider({ params, searchParams: Promise.resolve({}) }))
  }
  expect(await page()).toContain('Not tested yet.')
  expect(await page()).toContain('No price is known. Unknown is not free')

  await tryModels(providerId, [])
  expect(await page()).toContain('HTTP status 401: Incorrect API key provided.')
  await done.change({ ...fields, providerId, key: { does: 'CHANGE', key: KEY } })
  expect(await page()).toContain('Key: ends in 4321.')
  await tryModels(providerId, ['scripted-1'])
  const tested = await page()
  expect(tested).toContain('it lists 2 models')
  expect(tested).toContain('Takes: top-p, seed, reasoning effort.')
  expect(tested).toContain('Refuses, so that it is not sent: temperature.')
  expect(tested).toContain('Answers in JSON by a schema.')

  const price = { providerId, model: 'scripted-1', currency: 'USD', output: '0.60', validFrom: '2026-01-01' }
  expect(await done.price({ ...price, input: '0.0375' })).toMatchObject({
    ok: false,
    problem: { fields: { input: [/round up/] } },
  })
  await done.price({ ...price, input: '0.15' })
  expect(await page()).toMatch(/scripted-1 2026-01-01 0\.15 USD as input 0\.60 USD holds/)

  const moved = await done.change({
    ...fields,
    baseUrl: 'https://elsewhere.example/v1',
    providerId,
    key: { does: 'STAY' },
  })
  expect(moved).toMatchObject({ ok: false, problem: { message: expect.stringContaining('Enter the key anew') } })
  await done.switchTo({ providerId, disabled: true })
  expect(await page()).toContain('It is switched off: nothing is sent to it.')
  expect(textOf(await Providers())).toMatch(/Our server off .*ends in 4321 .*1 of 1 model answered All researchers/)
  expect(await done.remove({ providerId })).toMatchObject({ ok: true })
})

test('a researcher finds none of these pages', async () => {
  actor = await makeActor('RESEARCHER')
  const { default: Providers } = await import('./page')
  await expect(Providers()).rejects.toThrow('NEXT_HTTP_ERROR_FALLBACK;404')
})
