import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { loadProvider } from '@/lib/providers/load-provider'
import { startRun } from '@/lib/runs/control-run'
import { openStudy } from '@/lib/studies/open-study'
import { makeActor } from '@/lib/testing/fixtures'
import { makeModelDraft, makeModelStudy } from '@/lib/testing/model-study'
import { secretsOf } from '@/lib/testing/secrets'
import { makeToken } from '@/lib/testing/token'
import { SCOPE_NAMES } from '@/lib/tokens/scopes'
import { ask, read } from './testing'

type Claimed = { id: string; asked: { criterion: string; turn: number }[] }

/** A study with a model that nobody asks, of a program of one's own. */
async function makeJudged(prompts = 4) {
  const study = await makeModelStudy({ url: 'http://127.0.0.1:9', prompts, model: { orders: 'ONE' } })
  await db.provider.update({ where: { id: study.providerId }, data: { kind: 'EXTERNAL' } })
  const token = await makeToken(study.researcher)
  const { code } = await db.annotator.findFirstOrThrow({ where: { studyId: study.studyId } })
  const at = `/studies/${study.studyId}`
  const post = (path: string, body: object, by = token) =>
    ask(`${at}${path}`, { token: by, method: 'POST', body: JSON.stringify({ annotator: code, ...body }) })
  const claim = async (count: number, seconds = 600) =>
    (await read(post('/assignments:claim', { count, seconds }))).body
  const verdict = ({ id, asked }: Claimed, choice = 'A') => ({
    ...{ assignmentId: id, submissionKey: randomUUID(), elapsedMs: 12 },
    answers: asked.map((each) => ({ ...each, choice })),
  })
  return { ...study, token, code, at, post, claim, verdict }
}

const slotsOf = (studyId: string) => db.assignment.count({ where: { studyId, keptForId: { not: null } } })

test('a program claims, judges and is done; what it says counts as said by the model', async () => {
  const { studyId, annotatorId, post, claim, verdict } = await makeJudged()
  const first = await claim(3)
  expect(first).toMatchObject({ status: 'OPEN', isOpen: true, retryAt: null })
  expect(first.assignments).toHaveLength(3)
  expect(first.criteria[0].options.map(({ code }: { code: string }) => code)).toEqual(['A', 'TIE', 'B'])
  for (const each of first.assignments) {
    const said = verdict(each)
    expect(await read(post('/judgments', said))).toMatchObject({ status: 200, body: { saved: said.submissionKey } })
  }
  const [last] = (await claim(3)).assignments
  const refused = { assignmentId: last.id, submissionKey: randomUUID(), elapsedMs: 3, noVerdict: 'REFUSED' }
  expect((await post('/judgments', refused)).status).toBe(200)
  expect(await claim(3)).toMatchObject({ isOpen: false, assignments: [] })
  expect(
    await db.assignment.groupBy({
      by: ['outcome'],
      where: { studyId, doneAt: { not: null } },
      _count: true,
      orderBy: { outcome: 'asc' },
    }),
  ).toEqual([
    { outcome: 'ANSWERED', _count: 3 },
    { outcome: 'REFUSED', _count: 1 },
  ])
  const slots = await db.assignment.findMany({ where: { studyId, outcome: 'ANSWERED' }, include: { judgments: true } })
  // As presented the left one is A: with arm B there, arm B is meant.
  for (const { leftIsA, judgments } of slots) expect(judgments).toMatchObject([{ choice: leftIsA ? 'A' : 'B' }])
  expect(await db.annotator.findFirst({ where: { id: annotatorId } })).toMatchObject({ judged: 4, setAside: 1 })
  expect(await db.modelRun.findFirst({ where: { studyId } })).toMatchObject({ status: 'DONE' })
})

test('a program of one’s own needs no budget, and is asked nothing', async () => {
  const draft = await makeModelDraft({ url: 'http://127.0.0.1:9', model: { tokenBudget: null } })
  const run = await authorizeActor(draft.researcher, draft.studyId, 'study:run')
  await expect(openStudy(run)).rejects.toMatchObject({ code: 'study_incomplete' })
  await db.provider.update({ where: { id: draft.providerId }, data: { kind: 'EXTERNAL' } })
  await openStudy(run)
  const { id } = await db.annotator.findFirstOrThrow({ where: { studyId: draft.studyId } })
  await expect(startRun(run, id)).rejects.toMatchObject({
    ...{ code: 'conflict', message: expect.stringMatching(/program of your own/) },
  })
  await expect(loadProvider(draft.providerId)).rejects.toMatchObject({ code: 'conflict' })
})

test('nothing of a claim tells who answered, or which pairs belong together', async () => {
  const { studyId, promptSet, researcher, claim } = await makeJudged()
  const said = JSON.stringify(await claim(50)).toLowerCase()
  const secrets = await secretsOf({ studyId, set: promptSet, researcher, systems: promptSet.systems })
  expect(secrets.length).toBeGreaterThan(20)
  for (const secret of secrets) expect(said).not.toContain(secret.toLowerCase())
  expect(said).not.toMatch(/"(arm|rank|slot|item|masks|leftisa)\w*":/)
})

test('of many who claim at once each slot is had by one, and each verdict is stored once', async () => {
  const { studyId, post, claim, verdict } = await makeJudged(12)
  const total = await slotsOf(studyId)
  const claims = await Promise.all(Array.from({ length: 12 }, () => claim(2)))
  const had = claims.flatMap(({ assignments }) => assignments as Claimed[])
  expect(had).toHaveLength(total)
  expect(new Set(had.map(({ id }) => id)).size).toBe(total)
  const sent = had.map((each) => verdict(each))
  // Each four times at once, and each once more with something else to say.
  const answers = await Promise.all(sent.flatMap((said) => Array.from({ length: 4 }, () => post('/judgments', said))))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  const others = await Promise.all(had.map((each) => read(post('/judgments', verdict(each, 'B')))))
  expect(new Set(others.map(({ body }) => body.code))).toEqual(new Set(['already_judged']))
  expect(await db.judgment.count({ where: { studyId } })).toBe(total)
  expect(await db.assignment.count({ where: { studyId, doneAt: { not: null } } })).toBe(total)
})

test('a lease that ran out is free again, and both who had it may judge it, once', async () => {
  const { studyId, post, claim, verdict } = await makeJudged()
  const { assignments } = await claim(4)
  expect((await claim(4)).assignments).toEqual([])
  await db.assignment.updateMany({ where: { studyId, annotatorId: { not: null } }, data: { leaseUntil: new Date() } })
  const again = await claim(4)
  expect(again.assignments.map(({ id }: Claimed) => id).sort()).toEqual(assignments.map(({ id }: Claimed) => id).sort())
  const both = await Promise.all(
    [assignments[0], assignments[0]].map((each, nth) => post('/judgments', verdict(each, nth === 0 ? 'A' : 'B'))),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('what is given back is free at once; a lease that is none of it gives back nothing', async () => {
  const { post, claim } = await makeJudged()
  const { lease, assignments } = await claim(4)
  const assignmentIds = assignments.map(({ id }: Claimed) => id)
  expect((await post('/assignments:release', { lease: '2020-01-01 00:00:00+00', assignmentIds })).status).toBe(204)
  expect((await claim(4)).assignments).toEqual([])
  expect((await post('/assignments:release', { lease: 'x', assignmentIds })).status).toBe(422)
  expect((await post('/assignments:release', { lease, assignmentIds })).status).toBe(204)
  expect((await claim(4)).assignments).toHaveLength(4)
})

test('a token that was revoked, or was not made for it, judges nothing, in the very statement', async () => {
  const { studyId, token, researcher, post, claim, verdict } = await makeJudged()
  const { assignments } = await claim(2)
  const lacking = await makeToken(researcher, { scopes: SCOPE_NAMES.filter((scope) => scope !== 'judgments:write') })
  expect((await read(post('/judgments', verdict(assignments[0]), lacking))).body.code).toBe('scope_needed')
  const another = await makeToken(await makeActor('RESEARCHER'))
  expect((await post('/judgments', verdict(assignments[0]), another)).status).toBe(404)
  // Revoked between the gate and the statement that stores.
  const { id: tokenId } = await db.apiToken.findFirstOrThrow({ where: { lastFour: token.slice(-4) } })
  await db.apiToken.update({ where: { id: tokenId }, data: { revokedAt: new Date() } })
  const seat = {
    kind: 'token',
    token: tokenId,
    annotator: (await db.annotator.findFirstOrThrow({ where: { studyId } })).id,
  }
  const rows = await db.$queryRaw`SELECT seated_annotator(${studyId}::uuid, ${JSON.stringify(seat)}::jsonb) AS id`
  expect(rows).toEqual([{ id: null }])
  expect((await post('/judgments', verdict(assignments[0]))).status).toBe(401)
  expect(await db.judgment.count({ where: { studyId } })).toBe(0)
})

test('people have no seat here, nor has a model that this app is asking', async () => {
  const { studyId, post } = await makeJudged()
  for (const annotator of ['C01', 'G09', 'x'])
    expect((await post('/assignments:claim', { annotator })).status).toBe(404)
  await db.modelRun.updateMany({ where: { studyId }, data: { status: 'RUNNING' } })
  expect((await read(post('/assignments:claim', {}))).body).toMatchObject({ code: 'conflict', status: 409 })
})

test('what cannot be a verdict is refused, with its place', async () => {
  const { post, claim, verdict } = await makeJudged()
  const [slot] = (await claim(1)).assignments
  const fields = async (more: object) => (await read(post('/judgments', { ...verdict(slot), ...more }))).body.fields
  expect(Object.keys(await fields({ answers: undefined }))).toEqual(['answers'])
  expect(Object.keys(await fields({ noVerdict: 'REFUSED' }))).toEqual(['answers'])
  expect(Object.keys(await fields({ answers: [{ ...slot.asked[0], choice: 'LEFT' }] }))).toEqual(['answers'])
  expect((await post('/judgments', { ...verdict(slot), arm: 'A' })).status).toBe(422)
  expect((await post('/judgments', verdict({ ...slot, id: randomUUID() }))).status).toBe(409)
})
