import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { startRun } from './control-run'
import { readRuns } from './read-runs'

workHere()

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C'))
})

afterEach(() => model.stop())

test('a run whose provider is busy with another study says so, and names that study to whoever may see it', async () => {
  const first = await makeModelStudy({ url: model.url, prompts: 2, provider: { lanes: 1 } })
  const second = await makeModelStudy({ url: model.url, prompts: 2 })
  const { providerId } = first
  await db.modelRun.update({ where: { studyId_annotatorId: second.key }, data: { providerId } })
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  model.follow(async () => {
    await held
    return acts.say('Verdict: C')
  })
  const statusOf = async ({ key }: typeof first) =>
    (await db.modelRun.findUniqueOrThrow({ where: { studyId_annotatorId: key } })).status
  await startRun(first.run, first.annotatorId)
  await expect.poll(() => model.seen.length, { timeout: 20_000 }).toBe(1)
  await startRun(second.run, second.annotatorId)
  const admin = await authorizeActor(await makeActor('ADMIN'), second.studyId, 'study:read')
  expect((await readRuns(second.run))[0]?.behind).toEqual({ lanes: 1, runs: [], hidden: 1 })
  const { title } = await db.study.findUniqueOrThrow({ where: { id: first.studyId } })
  expect((await readRuns(admin))[0]?.behind).toEqual({
    ...{ lanes: 1, hidden: 0 },
    runs: [{ studyId: first.studyId, title, code: 'G01' }],
  })
  // Whoever has the lane waits for nobody.
  expect((await readRuns(first.run))[0]?.behind).toBeNull()
  letGo()
  for (const study of [first, second]) {
    await expect.poll(() => statusOf(study), { timeout: 30_000, interval: 50 }).toBe('DONE')
    expect(await checkRun(study.key)).toMatchObject({ done: 4, calls: 4, wrong: NOTHING_WRONG })
    expect((await readRuns(study.run))[0]?.behind).toBeNull()
  }
})
