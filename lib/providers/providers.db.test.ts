import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { makeActor, makeBareStudy } from '@/lib/testing/fixtures'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { loadProvider } from './load-provider'
import { priceOf, removePrice, setPrice } from './prices'
import { listProviders, listUsableProviders, mayUseProvider, readProvider } from './queries'
import { changeProvider, createProvider } from './save-provider'
import { PriceInput, ProviderChange, ProviderInput } from './schema'
import { deleteProvider, switchProvider } from './switch-provider'
import { testProvider } from './test-provider'

const KEY = 'sk-a-key-that-must-be-nowhere-1234567890'

let model: ScriptedModel
let admin: Actor
beforeAll(async () => {
  model = await startScriptedModel(() => acts.say('A'))
  admin = await makeActor('ADMIN')
})
afterAll(() => model.stop())
afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const access = () => authorizeActorSite(admin, 'providers:manage')
const input = (given: Partial<ProviderInput> = {}) =>
  ProviderInput.parse({
    name: `P ${crypto.randomUUID().slice(0, 8)}`,
    kind: 'OPENAI_COMPATIBLE',
    baseUrl: `${model.url}/v1`,
    ...given,
  })
const changed = (providerId: string, given: Partial<ProviderChange>, before: ProviderInput) =>
  changeProvider(access(), ProviderChange.parse({ ...before, providerId, key: { does: 'STAY' }, ...given }))

test('a key is in no row, list, audit entry or error, and its end only where it is long', async () => {
  const written = input({ key: KEY })
  const id = await createProvider(access(), written)
  await changed(id, { key: { does: 'CHANGE', key: `${KEY}-new` } }, written)
  await testProvider(access(), { providerId: id, models: ['scripted-1'] })
  const rows = await listProviders(access())
  expect(rows.find((row) => row.id === id)).toMatchObject({ keyState: 'THERE', keyEnd: '-new' })
  const shown = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)
  expect(JSON.stringify([rows, await readProvider(access(), id), await loadProvider(id)], shown)).not.toContain(KEY)
  const tables = z
    .array(z.object({ name: z.string() }))
    .parse(await db.$queryRaw`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`)
  expect(tables.length).toBeGreaterThan(20)
  for (const { name } of tables) {
    const found = await db.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM "${name}" t WHERE t::text LIKE '%${KEY}%'`)
    expect(found, name).toEqual([])
  }
  const short = await createProvider(access(), input({ key: 'short' }))
  expect(await readProvider(access(), short)).toMatchObject({ keyState: 'THERE', keyEnd: '' })
})

test('a sealed key opens in its own row alone', async () => {
  const one = await createProvider(access(), input({ key: KEY }))
  const other = await createProvider(access(), input({ key: 'another' }))
  const { sealedKey } = await db.provider.findUniqueOrThrow({ where: { id: one } })
  await db.provider.update({ where: { id: other }, data: { sealedKey } })
  await expect(loadProvider(other)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('enter it anew'),
  })
  await db.provider.update({
    where: { id: other },
    data: { sealedKey: sealedKey?.replace(/.$/, 'A').slice(0, -1) ?? null },
  })
  await expect(loadProvider(other)).rejects.toMatchObject({ code: 'conflict' })
})

/** The modules as another start would have them. */
async function startedWith(encryptionKey: string) {
  vi.stubEnv('ENCRYPTION_KEY', encryptionKey)
  vi.resetModules()
  const [load, reseal, ask, queries] = await Promise.all([
    import('./load-provider'),
    import('./reseal-keys'),
    import('./ask-model'),
    import('./queries'),
  ])
  return { ...load, ...reseal, ...ask, ...queries }
}

test('with a new encryption key old ones open, are sealed anew, and are then no longer needed', async () => {
  const old = process.env.ENCRYPTION_KEY ?? ''
  const fresh = Buffer.alloc(32, 7).toString('base64')
  const id = await createProvider(access(), input({ key: KEY }))
  const between = await startedWith(`${fresh}\n${old}\n`)
  await between.loadProvider(id)
  expect(await between.resealKeys()).toBeGreaterThan(0)
  expect(await between.resealKeys()).toBe(0)
  const after = await startedWith(fresh)
  const provider = await after.loadProvider(id)
  const parameters = { temperature: null, topP: null, seed: null, maxTokens: 9, reasoningEffort: null }
  const question = {
    messages: [{ role: 'user' as const, content: 'x' }],
    model: 'scripted-1',
    parameters,
    schema: null,
  }
  expect((await after.askModel(provider, question)).reply?.text).toBe('A')
  expect(model.seen.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`)
})

test('where the encryption key is lost the provider says so, and takes its key anew', async () => {
  const written = input({ key: KEY })
  const id = await createProvider(access(), written)
  const lost = await startedWith(Buffer.alloc(32, 9).toString('base64'))
  await expect(lost.loadProvider(id)).rejects.toMatchObject({
    message: expect.stringContaining('An admin has to enter it anew'),
  })
  expect(await lost.readProvider(access(), id)).toMatchObject({ keyState: 'LOST' })
  const none = await startedWith('')
  await expect(none.loadProvider(id)).rejects.toMatchObject({ code: 'conflict' })
  const { createProvider: createWithout } = await import('./save-provider')
  await expect(createWithout(access(), input({ key: KEY }))).rejects.toThrow('Set ENCRYPTION_KEY')
  expect(await createWithout(access(), input())).toBeTypeOf('string')
})

test('a key does not follow a provider to another address', async () => {
  const written = input({ key: KEY })
  const id = await createProvider(access(), written)
  await testProvider(access(), { providerId: id, models: [] })
  for (const moved of [{ baseUrl: 'https://elsewhere.example/v1' }, { kind: 'ANTHROPIC' as const }])
    await expect(changed(id, moved, written)).rejects.toMatchObject({
      fields: { key: [expect.stringContaining('anew')] },
    })
  await changed(id, { baseUrl: `${model.url}/v2` }, written)
  await changed(id, { baseUrl: 'https://elsewhere.example/v1', key: { does: 'GO' } }, written)
  expect(await readProvider(access(), id)).toMatchObject({
    keyState: 'NONE',
    probe: null,
    baseUrl: 'https://elsewhere.example/v1',
  })
})

test('names are taken once, and addresses are addresses', async () => {
  const written = input()
  await createProvider(access(), written)
  await expect(createProvider(access(), written)).rejects.toMatchObject({ code: 'name_taken' })
  for (const baseUrl of [
    '',
    'api.example.org',
    'ftp://x.example',
    'https://me:secret@x.example',
    'https://x.example/?a=b',
  ])
    expect(ProviderInput.safeParse({ ...written, baseUrl }).success, baseUrl).toBe(false)
  expect(input({ baseUrl: 'https://x.example/v1//' }).baseUrl).toBe('https://x.example/v1')
  expect(ProviderInput.safeParse({ ...written, key: 'two words' }).success).toBe(false)
})

test('who may use a provider: admins, researchers, those listed; nobody one that is off', async () => {
  const [listed, other, annotator] = await Promise.all([
    makeActor('RESEARCHER'),
    makeActor('RESEARCHER'),
    makeActor('ANNOTATOR'),
  ])
  const ids = {
    all: await createProvider(access(), input({ use: 'RESEARCHERS' })),
    some: await createProvider(access(), input({ use: 'LISTED', userIds: [listed.id] })),
    admins: await createProvider(access(), input({ use: 'ADMINS' })),
    off: await createProvider(access(), input()),
  }
  await switchProvider(access(), { providerId: ids.off, disabled: true })
  await expect(loadProvider(ids.off)).rejects.toThrow('switched off')
  const mine = Object.values(ids)
  const seenBy = async (actor: Actor) => {
    const usable = (await listUsableProviders(authorizeActorSite(actor, 'providers:use'))).map(({ id }) => id)
    for (const id of mine) expect(await mayUseProvider(actor, id)).toBe(usable.includes(id))
    return usable.filter((id) => mine.includes(id)).toSorted()
  }
  expect(await seenBy(admin)).toEqual([ids.all, ids.some, ids.admins].toSorted())
  expect(await seenBy(listed)).toEqual([ids.all, ids.some].toSorted())
  expect(await seenBy(other)).toEqual([ids.all])
  expect(await mayUseProvider(annotator, ids.all)).toBe(false)
  expect(() => authorizeActorSite(annotator, 'providers:use')).toThrow()
})

test('a provider goes while no study has a model of it', async () => {
  const id = await createProvider(access(), input({ key: KEY }))
  const { studyId, groupId } = await makeBareStudy()
  const { id: annotatorId } = await db.annotator.create({ data: { studyId, groupId, code: 'G01', llm: {} } })
  await db.modelRun.create({ data: { studyId, annotatorId, providerId: id } })
  await expect(deleteProvider(access(), { providerId: id })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('Switch it off instead'),
  })
  await db.modelRun.delete({ where: { studyId_annotatorId: { studyId, annotatorId } } })
  await deleteProvider(access(), { providerId: id })
  await expect(loadProvider(id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readProvider(access(), 'no id')).rejects.toMatchObject({ code: 'not_found' })
})

test('the price of a day is the latest before it; others stay; unknown is none', async () => {
  const providerId = await createProvider(access(), input())
  const set = (validFrom: string, amount: string, given: Partial<PriceInput> = {}) =>
    setPrice(
      access(),
      PriceInput.parse({ providerId, model: 'm', currency: 'EUR', input: amount, output: '4', validFrom, ...given }),
    )
  await set('2026-01-01', '1')
  await set('2026-06-01', '2')
  const at = async (day: string) => (await priceOf(providerId, 'm', new Date(day)))?.inputNanos
  expect(await at('2025-12-31T23:59:59Z')).toBeUndefined()
  expect(await at('2026-01-01T00:00:00Z')).toBe(1000n)
  expect(await at('2026-05-31T23:59:59Z')).toBe(1000n)
  expect(await at('2026-06-01T12:00:00Z')).toBe(2000n)
  expect(await priceOf(providerId, 'another', new Date())).toBeNull()
  await set('2026-06-01', '3')
  expect(await at('2026-06-01T12:00:00Z')).toBe(3000n)
  await expect(set('2026-07-01', '1', { currency: 'USD' })).rejects.toMatchObject({
    fields: { currency: [expect.any(String)] },
  })
  const { prices } = await readProvider(access(), providerId)
  expect(prices.map(({ inputNanos }) => inputNanos)).toEqual([3000n, 1000n])
  await removePrice(access(), { providerId, priceId: prices[0]?.id ?? '' })
  expect(await at('2026-06-01T12:00:00Z')).toBe(1000n)
  const usable = await listUsableProviders(authorizeActorSite(admin, 'providers:use'))
  expect(usable.find(({ id }) => id === providerId)?.prices).toMatchObject([
    { model: 'm', currency: 'EUR', inputNanos: 1000n },
  ])
})
