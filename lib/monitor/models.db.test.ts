import { afterAll, beforeAll, expect, test } from 'vitest'
import { listSetAside } from '@/lib/annotators/list-set-aside'
import { readHistory } from '@/lib/annotators/read-history'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { countStudy } from '@/lib/counts/study-counts'
import { db } from '@/lib/db/client'
import { startRun } from '@/lib/runs/control-run'
import { listStudies } from '@/lib/studies/list-studies'
import { makeModelStudy } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { addUp, addUpPeople } from './progress-rows'
import { readMonitor } from './read-monitor'
import { readMonitoredStudy } from './read-study'

workHere()

let model: ScriptedModel
let study: Awaited<ReturnType<typeof makeModelStudy>>

// A model that refuses every other time, beside people who have not begun.
beforeAll(async () => {
  model = await startScriptedModel(({ number }) => (number % 2 === 0 ? acts.refusal() : acts.say('Verdict: C')))
  study = await makeModelStudy({ url: model.url, prompts: 3, overlap: 1 })
})
afterAll(() => model.stop())

async function look() {
  const access = await authorizeActor(study.researcher, study.studyId, 'study:read')
  const monitored = await readMonitoredStudy(access)
  return { monitored, monitor: await readMonitor(access, monitored) }
}

test('a model that waits to be started is named so, and what people have to do is told apart', async () => {
  const { monitored, monitor } = await look()
  expect(monitor.annotators).toMatchObject([{ code: 'G01', kind: 'LLM', run: 'READY', now: { state: 'model_ready' } }])
  expect(addUp(monitor.progress.total)).toEqual({ done: 0, wanted: 9 })
  expect(addUpPeople(monitor.progress, monitored.groups)).toEqual({ done: 0, wanted: 3 })
})

test('what it refused is no verdict, and nothing that anybody set aside; it hurries no pace of people', async () => {
  await startRun(study.run, study.annotatorId)
  const run = { where: { studyId_annotatorId: study.key } }
  await expect.poll(async () => (await db.modelRun.findUniqueOrThrow(run)).status, { timeout: 30_000 }).toBe('DONE')
  await db.study.update({ where: { id: study.studyId }, data: { status: 'PAUSED' } })
  const { monitored, monitor } = await look()
  expect(monitor.annotators).toMatchObject([{ judgments: 3, setAside: 3, now: { state: 'model_done' } }])
  expect(monitor.setAside).toEqual([])
  expect(monitor.pace.days.every(({ judgments }) => judgments === 0)).toBe(true)
  expect(monitor.sides).toMatchObject({ people: 0 })
  expect(addUpPeople(monitor.progress, monitored.groups)).toEqual({ done: 0, wanted: 3 })
  // What was refused is no judgment anywhere, and is wanted no more.
  const counts = await countStudy(await authorizeActor(study.researcher, study.studyId, 'study:read'))
  const { rows } = await listStudies(authorizeActorSite(study.researcher, 'studies:list'))
  const [done, wanted] = [3, 3 + 3]
  expect(addUp(monitor.progress.total)).toEqual({ done, wanted })
  expect(counts).toMatchObject({ done, wanted, answers: done, judgments: { regular: done } })
  expect(rows.find(({ id }) => id === study.studyId)).toMatchObject({ done, wanted })
  const manage = await authorizeActor(study.researcher, study.studyId, 'annotators:manage')
  expect(await listSetAside(manage)).toEqual([])
  const { pairs } = await readHistory(manage, study.annotatorId)
  expect(pairs.map(({ flag, outcome }) => `${flag} ${outcome}`).sort()).toEqual([
    ...Array(3).fill('NO_VERDICT REFUSED'),
    ...Array(3).fill('null ANSWERED'),
  ])
})
