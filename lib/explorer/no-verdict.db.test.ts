import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { workRun } from '@/lib/runs/work-run'
import { setStatus } from '@/lib/studies/set-status'
import { makeModelStudy } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { toItemQuery } from './item-query'
import { listItems } from './list-items'

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C'))
})

afterEach(() => model.stop())

test('what a model gave no verdict on is found by its code, also where it gave none at all', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 4, model: { orders: 'ONE' }, provider: { lanes: 1 } })
  const { key, studyId } = study
  model.follow(({ number }) => acts.say(number <= 2 ? 'Well.' : 'Verdict: C'))
  await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
  await workRun(key, { signal: new AbortController().signal, tell: () => undefined })
  await setStatus(study.run, 'close')
  const access = await authorizeActor(study.researcher, studyId, 'study:results')
  const found = async (asked: Record<string, string>) =>
    (await listItems(access, toItemQuery({ show: 'noverdict', ...asked }))).items
  const { code } = await db.annotator.findUniqueOrThrow({ where: { studyId_id: { studyId, id: key.annotatorId } } })
  expect([await found({}), await found({ annotator: code }), await found({ by: 'models' })]).toEqual([2, 2, 2])
  expect([await found({ annotator: 'C01' }), await found({ by: 'people' })]).toEqual([0, 0])
  // A number tells how often it was asked first: what it was asked again is not in it.
  await db.assignment.updateMany({ where: { studyId, flag: 'NO_VERDICT' }, data: { repeat: 1 } })
  expect([await found({}), await found({ annotator: code })]).toEqual([2, 0])
})
