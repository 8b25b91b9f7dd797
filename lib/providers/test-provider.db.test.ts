import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { makeActor } from '@/lib/testing/fixtures'
import { acts, type Script, type ScriptedModel, type Seen, startScriptedModel } from '@/lib/testing/scripted-model'
import { loadProvider } from './load-provider'
import { testProvider } from './test-provider'
import { makeProvider } from './testing'

let model: ScriptedModel
beforeAll(async () => {
  model = await startScriptedModel(() => acts.say('A'))
})
afterAll(() => model.stop())

const has = ({ json }: Seen, name: string) => json !== undefined && name in json
const inJson = (seen: Seen) => (has(seen, 'response_format') ? acts.say('{"verdict":"A"}') : acts.say('A'))

async function findings(script: Script, models = ['scripted-1']) {
  model.follow(script)
  const { id } = await makeProvider(model.url)
  const access = authorizeActorSite(await makeActor('ADMIN'), 'providers:manage')
  return { id, access, probe: await testProvider(access, { providerId: id, models }) }
}

test('a model that takes everything is asked four times', async () => {
  model.seen.length = 0
  const { id, probe } = await findings(inJson)
  expect(probe).toMatchObject({ models: ['scripted-1', 'scripted-2'], listProblem: null })
  const takes = { temperature: true, topP: true, seed: true, reasoningEffort: true, schema: true }
  expect(probe.tested).toMatchObject([
    {
      model: 'scripted-1',
      problem: null,
      ...takes,
      maxTokensName: 'max_tokens',
      reportsUsage: true,
      reportsFingerprint: true,
    },
  ])
  expect(model.seen.filter(({ method }) => method === 'POST')).toHaveLength(4)
  expect((await loadProvider(id)).probed).toEqual(probe.tested)
})

test('what a newer model refuses is found by trying, and the rest is taken', async () => {
  const { probe } = await findings((seen) => {
    for (const name of ['temperature', 'top_p', 'max_tokens']) if (has(seen, name)) return acts.refuses(name)
    return inJson(seen)
  })
  const takes = { temperature: false, topP: false, seed: true, reasoningEffort: true, schema: true }
  expect(probe.tested).toMatchObject([{ problem: null, maxTokensName: 'max_completion_tokens', ...takes }])
})

test('a local server that answers JSON with prose keeps to no schema; trouble on the way tells nothing', async () => {
  const { probe } = await findings((seen) => {
    if (has(seen, 'reasoning_effort')) return acts.tooMany()
    return acts.withoutUsage('Sure! The answer is A.')
  })
  expect(probe.tested).toMatchObject([{ schema: false, reasoningEffort: null, temperature: true, reportsUsage: false }])
})

test('a model that does not answer says why, and the next test takes the place of this one', async () => {
  const { id, access, probe } = await findings(() => acts.deprecated('scripted-1'), ['scripted-1', 'scripted-2'])
  expect(probe.tested.map(({ problem }) => problem)).toEqual(Array(2).fill('The model scripted-1 has been deprecated.'))
  model.follow(inJson)
  const again = await testProvider(access, { providerId: id, models: ['scripted-2'] })
  expect(again.tested.map((one) => [one.model, one.problem === null])).toEqual([
    ['scripted-2', true],
    ['scripted-1', false],
  ])
})

test('a test ends with its time, and keeps what it found by then; one that is given up keeps nothing', async () => {
  const { id, access, probe } = await findings(inJson)
  model.follow((seen) => (has(seen, 'temperature') ? acts.hang() : inJson(seen)))
  const late = await testProvider(access, { providerId: id, models: ['scripted-2'] }, { seconds: 0 })
  expect(late.tested).toMatchObject([
    { model: 'scripted-2', problem: expect.stringContaining('time') },
    probe.tested[0],
  ])
  const [before, ending] = [model.givenUp(), new AbortController()]
  const test = testProvider(access, { providerId: id, models: ['scripted-2'] }, { signal: ending.signal })
  const asked = model.seen.length
  await expect.poll(() => model.seen.slice(asked).some((seen) => has(seen, 'temperature'))).toBe(true)
  ending.abort()
  await expect(test).rejects.toThrow()
  await expect.poll(model.givenUp).toBe(before + 1)
  expect((await loadProvider(id)).probed).toEqual(late.tested)
})

test('a list that is not given is said with its cause', async () => {
  const other = await startScriptedModel(() => acts.say('A'), { models: null })
  const { id } = await makeProvider(other.url)
  const access = authorizeActorSite(await makeActor('ADMIN'), 'providers:manage')
  const probe = await testProvider(access, { providerId: id, models: [] })
  expect(probe).toEqual({ models: null, listProblem: 'HTTP status 404: Not found', tested: [] })
  await other.stop()
  expect(await testProvider(access, { providerId: id, models: [] })).toMatchObject({
    listProblem: expect.stringContaining('No answer'),
  })
})

test.each(['ANTHROPIC', 'GOOGLE'] as const)('%s lists its models, too', async (kind) => {
  model.follow(() => acts.say('A'))
  const { id } = await makeProvider(model.url, { kind, key: 'a-key' })
  const access = authorizeActorSite(await makeActor('ADMIN'), 'providers:manage')
  const probe = await testProvider(access, { providerId: id, models: ['scripted-1'] })
  expect(probe).toMatchObject({ models: ['scripted-1', 'scripted-2'], tested: [{ problem: null, temperature: true }] })
})
