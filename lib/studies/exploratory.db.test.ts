import { afterEach, beforeEach, expect, test } from 'vitest'
import { startRun } from '@/lib/runs/control-run'
import { makeModelStudy } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, startScriptedModel } from '@/lib/testing/scripted-model'
import { workHere } from '@/lib/worker/testing'
import { amendStudy } from './amend-study'
import { setStatus } from './set-status'

workHere()

let model: ScriptedModel

beforeEach(async () => {
  model = await startScriptedModel(() => acts.say('Verdict: C'))
})
afterEach(async () => {
  await model.stop()
})

test('nothing else is amended once a study is closed, and others’ runs stay as they are', async () => {
  const study = await makeModelStudy({ url: model.url, prompts: 2 })
  await setStatus(study.run, 'close')
  const rewrite = { kind: 'INSTRUCTIONS', instructions: 'New.', keepNames: false, reason: 'Why not.' } as const
  await expect(amendStudy(study.run, rewrite)).rejects.toMatchObject({ code: 'conflict' })
  await expect(startRun(study.run, study.annotatorId)).rejects.toMatchObject({ code: 'study_not_open' })
})
