import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { rng } from '@/lib/rng'
import { checkRun, makeModelStudy, NOTHING_WRONG } from '@/lib/testing/model-study'
import { acts, type ScriptedModel, type Seen, startScriptedModel } from '@/lib/testing/scripted-model'

// 200 calls by a process of its own that is killed at random five times, in the middle of whatever it does.

let child: ChildProcess | undefined
let model: ScriptedModel | undefined

afterEach(async () => {
  child?.kill('SIGKILL')
  await model?.stop()
})

function work(studyId: string, annotatorId: string): ChildProcess {
  const args = ['--conditions=react-server', '--import', 'tsx', 'lib/testing/work-run.ts', studyId, annotatorId]
  child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  return child
}

const LANES = 4
/** Calls on record as sent at one moment, at most: those in lanes, and answers that are being written down (work-run.ts). */
const UNDER_WAY = Math.ceil(LANES * 1.5)

/** The code that is drawn for each call. */
const codeOf = (messages: unknown) => /[0-9a-f]{32}/.exec(JSON.stringify(messages))?.[0]
const about = ({ json }: Seen) => JSON.stringify(json?.messages).replaceAll(/[0-9a-f]{32}/g, '')

test('killed five times, every slot ends with one verdict or outcome, and no call is uncounted', {
  timeout: 300_000,
}, async () => {
  const { below } = rng(7, 'kills')
  const underWay = new Map<string, number>()
  const answered = new Set<string | undefined>()
  let [twice, atOnce, mostAtOnce] = [0, 0, 0]
  model = await startScriptedModel(async (seen) => {
    const slot = about(seen)
    const now = (underWay.get(slot) ?? 0) + 1
    underWay.set(slot, now)
    if (now > 1) twice++
    mostAtOnce = Math.max(mostAtOnce, ++atOnce)
    await pause(30)
    atOnce--
    answered.add(codeOf(seen.json?.messages))
    underWay.set(slot, (underWay.get(slot) ?? 1) - 1)
    return seen.number % 7 === 0 ? acts.say('Well.') : acts.say('Verdict: C')
  })
  const study = await makeModelStudy({
    ...{ url: model.url, prompts: 100, provider: { lanes: LANES, timeoutSeconds: 3 } },
    model: { parameters: { maxTokens: 50 } as never },
  })
  const { key } = study
  await db.modelRun.update({ where: { studyId_annotatorId: key }, data: { status: 'RUNNING' } })
  for (let kill = 0; kill < 5; kill++) {
    const seen = model.seen.length
    const running = work(key.studyId, key.annotatorId)
    await expect
      .poll(() => model?.seen.length ?? 0, { timeout: 60_000, interval: 5 })
      .toBeGreaterThan(seen + 5 + below(25))
    running.kill('SIGKILL')
    await once(running, 'exit')
    // Nothing is waited for: leases that are left must not matter to what is asked next, and lapse by themselves.
  }
  const last = work(key.studyId, key.annotatorId)
  const [code] = await once(last, 'exit')
  expect(code).toBe(0)
  const { wrong, spent, ...whole } = await checkRun(key)
  expect(wrong).toEqual(NOTHING_WRONG)
  expect(whole).toMatchObject({ slots: 200, done: 200, sent: 0 })
  const calls = await db.modelCall.findMany({ where: key })
  const lost = calls.filter(({ status }) => status === 'ABANDONED')
  // Each request that came has its row; rows whose request did not come were charged all the same.
  expect(calls.length).toBeGreaterThanOrEqual(model.seen.length)
  expect(calls.length - model.seen.length).toBeLessThanOrEqual(5 * LANES)
  expect(mostAtOnce).toBeLessThanOrEqual(LANES)
  expect(lost.filter(({ messages }) => !answered.has(codeOf(messages))).length).toBeLessThanOrEqual(5 * LANES)
  expect(lost.length).toBeLessThanOrEqual(5 * UNDER_WAY)
  expect(twice).toBe(0)
  // Of what was given up, and of what a busy machine has let run out of time, nobody knows what it cost: its worst case.
  const charged = calls.filter(({ status }) => status !== 'RETURNED')
  const worst = charged.reduce((sum, { reservedTokens }) => sum + Number(reservedTokens), 0)
  const told = calls.reduce((sum, { inputTokens, outputTokens }) => sum + (inputTokens ?? 0) + (outputTokens ?? 0), 0)
  expect(spent).toBe(worst + told)
})
