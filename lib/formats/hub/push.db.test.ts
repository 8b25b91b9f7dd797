import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { decideTexts } from '@/lib/exports/text-terms'
import { makeActor } from '@/lib/testing/fixtures'
import { frozenStudy } from '@/lib/testing/frozen-study'
import { workHere } from '@/lib/worker/testing'
import { forgetToken } from './hub-tokens'
import { readPushes, requestPush } from './request-push'
import { PushInput } from './schema'
import { type HubFault, startFakeHub } from './testing'

const hub = await startFakeHub()
// Read at first use, and kept from then on.
vi.stubEnv('HF_ENDPOINT', hub.address)
vi.stubEnv('ENCRYPTION_KEY', Buffer.alloc(32, 7).toString('base64'))
workHere()

afterAll(hub.stop)
beforeEach(() => {
  hub.state.fault = 'none'
})

const TOKEN = 'hf_secretOfTheTest'
let studyId: string
let snapshotId: string
let access: Access<'study:export'>
beforeAll(async () => {
  const frozen = await frozenStudy()
  ;({ studyId, id: snapshotId } = frozen)
  access = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:export')
}, 120_000)

const input = (part: Partial<PushInput> = {}) => ({
  ...{ studyId, snapshotId, repo: `lab/${randomUUID()}`, isPrivate: true, hasTexts: false, token: TOKEN },
  ...{ keepsToken: false, ...part },
})

/** Asks for a push and waits for its end. */
async function push(part: Partial<PushInput> = {}, as: Access<'study:export'> = access) {
  const asked = input(part)
  await requestPush(as, asked)
  const standing = async () => (await readPushes(as)).job
  await expect.poll(async () => (await standing())?.state, { timeout: 60_000 }).toMatch(/finished|failed/)
  return { repo: hub.state.repos.get(asked.repo), name: asked.repo, job: await standing() }
}

test('a data set is made private and has the whole folder in one commit; the token is in no table, text or record', async () => {
  const { repo, name, job } = await push()
  expect(job?.state).toBe('finished')
  expect(repo?.private).toBe(true)
  expect([...(repo?.files.keys() ?? [])].sort()).toEqual([
    ...['README.md', 'SHA256SUMS', 'croissant.json', 'data/items.parquet', 'data/judgments.parquet', 'manifest.json'],
  ])
  for (const line of (repo?.files.get('SHA256SUMS') ?? '').toString().trim().split('\n')) {
    const [sum, file = ''] = line.split('  ')
    expect(
      createHash('sha256')
        .update(repo?.files.get(file) ?? '')
        .digest('hex'),
      file,
    ).toBe(sum)
  }
  expect(hub.state.tokens).toEqual(new Set([TOKEN]))
  const [commit] = repo?.commits ?? []
  const row = await db.hubPush.findFirstOrThrow({ where: { repo: name } })
  expect(row).toMatchObject({ commit, sealedToken: null, endedAt: expect.any(Date) })
  const entry = await db.auditEntry.findFirstOrThrow({ where: { studyId, action: 'dataset.push' } })
  expect(entry).toMatchObject({ actorId: access.actor.id, detail: { repo: name, commit, texts: 'no', private: true } })
  const kept = await db.$queryRaw<object[]>`SELECT data, output FROM pgboss.job WHERE name = 'push'`
  expect(JSON.stringify(kept)).not.toContain(TOKEN)
  expect((await readPushes(access)).done[0]).toMatchObject({
    repo: name,
    commit,
    address: `${hub.address}/datasets/${name}`,
  })

  // The same again sends no table anew, and a public one is not mistaken for a private one.
  const sent = hub.state.sentApart
  expect((await push({ repo: name })).job?.state).toBe('finished')
  expect(hub.state.sentApart).toBe(sent)
  expect(await push({ repo: name, isPrivate: false })).toMatchObject({
    job: { state: 'failed', problem: { message: expect.stringContaining('is there already and is private') } },
  })
  expect(repo?.commits).toHaveLength(2)
}, 120_000)

test('texts are pushed only while somebody lets them, and go when they do not any more', async () => {
  await expect(requestPush(access, input({ hasTexts: true }))).rejects.toMatchObject({ code: 'forbidden' })
  await decideTexts(access, { studyId, share: true, reason: 'We wrote all of them ourselves.' })
  const { repo, name } = await push({ hasTexts: true })
  expect([...(repo?.files.keys() ?? [])]).toContain('data/pairs.parquet')
  await decideTexts(access, { studyId, share: false, reason: '' })
  await push({ repo: name })
  expect([...(repo?.files.keys() ?? [])]).not.toContain('data/pairs.parquet')
  expect([...(repo?.files.keys() ?? [])]).not.toContain('data/preference.parquet')
}, 120_000)

test('a token may be stored for the next time, opens for its owner alone, and can be forgotten', async () => {
  expect((await push({ keepsToken: true })).job?.state).toBe('finished')
  expect((await readPushes(access)).tokenEnd).toBe(TOKEN.slice(-4))
  const row = await db.hubToken.findUniqueOrThrow({ where: { userId: access.actor.id } })
  expect(row.sealedToken).not.toContain(TOKEN)
  hub.state.tokens.clear()
  expect((await push({ token: '' })).job?.state).toBe('finished')
  expect(hub.state.tokens).toEqual(new Set([TOKEN]))
  const other = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:export')
  await expect(requestPush(other, input({ token: '' }))).rejects.toMatchObject({
    fields: { token: [expect.any(String)] },
  })
  // Put into another's row, it is sealed for somebody else.
  await db.hubToken.create({ data: { ...row, userId: other.actor.id } })
  expect(await push({ token: '' }, other)).toMatchObject({
    job: { state: 'failed', problem: { message: expect.stringContaining('cannot be opened') } },
  })
  await forgetToken(access)
  await expect(requestPush(access, input({ token: '' }))).rejects.toMatchObject({ code: 'invalid' })
}, 120_000)

const FAULTS: [HubFault, RegExp][] = [
  ['token', /does not know this token.*Invalid username/],
  ['right', /may not write to data sets of lab/],
  ['busy', /status 503.*Down for maintenance/],
  ['gone', /does not answer/],
  ['store', /answers a file with the status 507/],
  ['elsewhere', /never asked/],
]

test.each(FAULTS)(
  'a hub that fails (%s) is told of with its cause; nothing is committed, the token is gone',
  async (fault, message) => {
    // What is stored already would not be sent.
    hub.state.stored.clear()
    hub.state.fault = fault
    const { repo, name, job } = await push()
    expect(job).toMatchObject({ state: 'failed', problem: { message: expect.stringMatching(message) } })
    expect(repo?.commits ?? []).toEqual([])
    const row = await db.hubPush.findFirstOrThrow({ where: { repo: name } })
    expect(row).toMatchObject({ commit: null, sealedToken: null, endedAt: expect.any(Date) })
    hub.state.fault = 'none'
    expect((await push({ repo: name })).job?.state).toBe('finished')
  },
  60_000,
)

test.each(['lab', 'lab/..', 'lab/x/y', 'https://elsewhere/lab/x', 'lab/-x', 'lab/x y', '../lab/x'])(
  '“%s” is no name of a data set',
  (repo) => {
    const read = PushInput.safeParse(input({ repo }))
    expect(read.error?.issues.map(({ path }) => path[0])).toContain('repo')
  },
)
