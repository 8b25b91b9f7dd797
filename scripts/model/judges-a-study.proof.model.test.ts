import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { ModelGroupInput } from '@/lib/models/design'
import { createProvider } from '@/lib/providers/save-provider'
import { ProviderInput } from '@/lib/providers/schema'
import { startRun } from '@/lib/runs/control-run'
import { readRuns } from '@/lib/runs/read-runs'
import { makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { workHere } from '@/lib/worker/testing'
import { MODEL_NAME } from './settings.mjs'
import { serveHere, withModel } from './testing'

workHere()
const server = serveHere()

const PAIRS = 6

/** The same model asked in three ways: by a schema, for its reason with little room, and for a line of plain text. */
async function openStudy() {
  const admin = authorizeActorSite(await makeActor('ADMIN'), 'providers:manage')
  const providerId = await createProvider(
    admin,
    ProviderInput.parse({
      name: `Here ${randomUUID()}`,
      kind: 'OPENAI_COMPATIBLE',
      baseUrl: server.address(),
      lanes: 1,
    }),
  )
  const asked = (how: object, maxTokens: number, more: object = {}) => ({
    ...{ providerId, model: MODEL_NAME, tokenBudget: 1_000_000, ...how, ...more },
    parameters: { temperature: 0, seed: 7, maxTokens },
  })
  const few = { scope: { of: 'SAMPLE', items: 2 } }
  const models = [
    asked({ answer: 'SCHEMA', reason: 'NONE' }, 40),
    asked({ answer: 'TEXT', reason: 'FIRST' }, 12, few),
    asked({ answer: 'TEXT', reason: 'NONE' }, 60, few),
  ]
  const group = ModelGroupInput.parse({ name: 'Small models', codePrefix: 'G', models })
  return makeOpenStudy({ prompts: PAIRS, design: { models: [group] } })
}

withModel('a real model judges a study in both orders, and whatever it does is on record', async () => {
  const { studyId, researcher } = await openStudy()
  const access = await authorizeActor(researcher, studyId, 'study:run')
  for (const { annotatorId } of await readRuns(access)) await startRun(access, annotatorId)
  await expect
    .poll(async () => (await readRuns(access)).map(({ status }) => status), { timeout: 280_000, interval: 1000 })
    .toEqual(['DONE', 'DONE', 'DONE'])
  const runs = await readRuns(access)
  expect(runs.map(({ code, slots }) => [code, slots.all, slots.done, slots.open])).toEqual([
    ['G01', 2 * PAIRS, 2 * PAIRS, 0],
    ['G02', 4, 4, 0],
    ['G03', 4, 4, 0],
  ])
  expect(runs.map(({ servedModels }) => servedModels[0]?.model)).toEqual(runs.map(() => MODEL_NAME))
  expect(runs.every(({ tokens }) => tokens.spent > 0n && tokens.reserved === 0n)).toBe(true)
  // What it makes of plain text depends on the codes that are drawn for each call: a verdict, two, none, or no end.
  const said = runs.map(({ slots }) => Object.values(slots.byOutcome).reduce((sum, number) => sum + (number ?? 0), 0))
  expect(said).toEqual(runs.map(({ slots }) => slots.done))
  expect(runs[0]?.slots.byOutcome).toEqual({ ANSWERED: 2 * PAIRS })
  expect(await db.modelCall.count({ where: { studyId, outcome: 'TRUNCATED' } })).toBeGreaterThan(0)

  // It prefers a place, whatever stands there: in the two orders it says the same letter and so another system.
  const verdicts = await db.judgment.findMany({
    where: { studyId, assignment: { annotator: { code: 'G01' } } },
    select: { score: true, assignment: { select: { itemId: true, leftIsA: true } } },
  })
  expect(verdicts).toHaveLength(2 * PAIRS)
  const flips = verdicts.filter(({ score, assignment: { itemId, leftIsA } }) =>
    verdicts.some(
      (other) => other.assignment.itemId === itemId && other.assignment.leftIsA !== leftIsA && other.score === -score,
    ),
  )
  expect(flips.length / verdicts.length).toBeGreaterThanOrEqual(0.5)
})

withModel('what was sent, sent again with its seed, gives the answer on record', async () => {
  const call = await db.modelCall.findFirstOrThrow({ where: { outcome: 'TRUNCATED' }, orderBy: { sentAt: 'asc' } })
  const parameters = call.parameters as { temperature: number; seed: number; maxTokens: number }
  const body = {
    ...{ model: call.requestedModel, messages: call.messages, seed: parameters.seed },
    ...{ temperature: parameters.temperature, max_tokens: parameters.maxTokens },
  }
  const answer = await fetch(`${server.address()}/chat/completions`, { method: 'POST', body: JSON.stringify(body) })
  const reply = (await answer.json()) as { choices: [{ message: { content: string }; finish_reason: string }] }
  expect(reply.choices[0]).toMatchObject({ message: { content: call.answer }, finish_reason: 'length' })
})
