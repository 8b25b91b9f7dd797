import { beforeAll, expect, test } from 'vitest'
import { GET as openLink } from '@/app/d/[secret]/[file]/route'
import { withCookies } from '@/lib/auth/session'
import { db } from '@/lib/db/client'
import { boss, ensureQueue } from '@/lib/jobs/boss'
import { openingJob } from '@/lib/studies/opening-job'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeToken } from '@/lib/testing/token'
import { REQUESTS_A_MINUTE } from '@/lib/tokens/find-holder'
import { SCOPE_NAMES } from '@/lib/tokens/scopes'
import { workHere } from '@/lib/worker/testing'
import { ENDPOINTS } from './endpoints'
import { ask, read } from './testing'

workHere()

type Who = 'outsider' | 'viewer' | 'member' | 'admin'
const EVERYBODY: Who[] = ['outsider', 'viewer', 'member', 'admin']

/** Who may ask what; everybody else is told that it does not exist. Annotators have no tokens. */
const MAY: Record<string, Who[]> = {
  'studies:list': EVERYBODY,
  'studies:create': EVERYBODY,
  'prompts:read': EVERYBODY,
  'account:manage': EVERYBODY,
  'uploads:manage': EVERYBODY,
  'study:read': ['member', 'admin'],
  'study:design': ['member', 'admin'],
  'study:run': ['member', 'admin'],
  'study:export': ['member', 'admin'],
  'study:see': ['viewer', 'member', 'admin'],
  'study:results': ['viewer', 'member', 'admin'],
  'study:own': ['member', 'admin'],
  'annotators:manage': ['member', 'admin'],
  'tokens:manage': EVERYBODY,
  'audit:read': ['admin'],
  'webhooks:manage': EVERYBODY,
}

/** What takes statistics that may not be done yet. */
const COMPUTED = ['results', 'agreement', 'strengths']

const tokens = {} as Record<Who, { all: string; without: (scope: string) => Promise<string> }>
let ids: Record<string, string>

beforeAll(async () => {
  const { studyId, researcher, promptSet } = await makeOpenStudy({ overlap: 2 })
  // Two who judge the same: else there is no agreement to be computed.
  for (const person of await enrolPeople(studyId, 2)) await judgeAll(person)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const [outsider, viewer, admin] = [
    await makeActor('RESEARCHER'),
    await makeActor('RESEARCHER'),
    await makeActor('ADMIN'),
  ]
  await db.studyMember.create({ data: { studyId, userId: viewer.id, role: 'VIEWER' } })
  for (const [who, actor] of Object.entries({ outsider, viewer, member: researcher, admin }) as [Who, typeof admin][])
    tokens[who] = {
      all: await makeToken(actor),
      without: once((scope) => makeToken(actor, { scopes: SCOPE_NAMES.filter((each) => each !== scope) })),
    }
  const upload = await db.upload.create({
    data: {
      ...{
        kind: 'PROMPTS',
        filename: 'a.jsonl',
        format: 'evenhand-prompts',
        bytes: 1,
        sha256: 'x',
        lines: 1,
        name: 'a',
      },
      files: [],
    },
  })
  const numbers = { version: 2, recorded: 4, counted: 4, figures: [{ name: 'figure-1', rows: [{ n: 4 }] }] }
  const frozen = { studyId, note: 'Frozen', version: 'v', dataHash: 'h', rule: 'all', numbers }
  const snapshot = await db.snapshot.create({ data: frozen })
  const webhook = await db.webhook.create({
    data: { userId: admin.id, name: 'Told', url: 'https://example.org', events: ['study.closed'], sealedSecret: '-' },
  })
  await ensureQueue(openingJob)
  const job = { studyId, actorId: outsider.id }
  const jobId = (await boss().send(openingJob.name, job, { startAfter: 86_400 })) ?? ''
  ids = {
    jobId,
    tokenId: upload.id,
    userId: outsider.id,
    webhookId: webhook.id,
    studyId,
    setId: promptSet.id,
    uploadId: upload.id,
    snapshotId: snapshot.id,
  }
})

/** A token for each scope, made when it is first asked for: nobody has as many as there are addresses. */
function once(make: (scope: string) => Promise<string>) {
  const made = new Map<string, Promise<string>>()
  return (scope: string) => {
    const known = made.get(scope) ?? make(scope)
    made.set(scope, known)
    return known
  }
}

const fill = (path: string) =>
  path
    .replace('/figures/{file}', '/figures/figure-1.csv')
    .replace('{file}', 'judgments.csv')
    .replace('{code}', 'C01')
    .replace('{linkId}', '00000000-0000-4000-8000-000000000000')
    .replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')

test.each(ENDPOINTS.map(({ gate }) => [`${gate.method} ${gate.path}`, gate] as const))(
  '%s is for whom it is, with its scope',
  async (_, { method, path, needs, scope }) => {
    // What changes something is sent what cannot be read: whoever may is told so, and nothing happens.
    const sent = { method, ...(method !== 'GET' && { body: '[]' }) }
    for (const who of EVERYBODY) {
      if (scope !== null) {
        const { status, body } = await read(ask(fill(path), { ...sent, token: await tokens[who].without(scope) }))
        expect([status, body.code]).toEqual([403, 'scope_needed'])
      }
      const answer = await ask(fill(path), { ...sent, token: tokens[who].all })
      const text = await answer.text()
      const found = method === 'GET' ? (COMPUTED.some((each) => path.endsWith(each)) ? [200, 409] : [200]) : [422]
      // A webhook is its maker's alone, and an upload theirs and admins'; what cannot be read is said before it is looked for.
      const isTheirs = who === 'admin' || method !== 'GET' || !/\{(webhook|upload)Id\}/.test(path)
      // A viewer is told nothing of how a study is opened.
      const isSeen = who !== 'viewer' || !path.includes('{jobId}')
      const may = needs === 'nobody' || (MAY[needs]?.includes(who) && isTheirs && isSeen)
      expect(may ? found : [404], `${who}: ${text.slice(0, 300)}`).toContain(answer.status)
    }
    const nobody = await withCookies('', () => ask(fill(path), sent))
    expect(nobody.status).toBe(needs === 'nobody' ? 200 : 401)
  },
)

test('a token is out at the next request, and a wrong one is told so', async () => {
  const token = await makeToken(await makeActor('RESEARCHER'))
  expect((await ask('/me', { token })).status).toBe(200)
  await db.apiToken.updateMany({ where: { lastFour: token.slice(-4) }, data: { revokedAt: new Date() } })
  const { status, headers, body } = await read(ask('/me', { token }))
  expect([status, body.code, headers.get('www-authenticate')]).toEqual([
    ...[401, 'token_refused', 'Bearer realm="Evenhand"'],
  ])
  expect((await ask(`/me?token=${tokens.admin.all}`, { token: 'evh_x' })).status).toBe(401)
})

test('Basic takes a token as its password; with a header that is none, a session counts for nothing', async () => {
  const basic = (password: string) => `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`
  expect((await ask('/me', { headers: { authorization: basic(tokens.member.all) } })).status).toBe(200)
  expect((await ask('/me', { headers: { authorization: basic('x'), cookie: 'a=b' } })).status).toBe(401)
})

test('a token for certain studies sees no other, and makes none', async () => {
  const [one, admin] = [await makeDraft(), await makeActor('ADMIN')]
  const token = await makeToken(admin, { studyIds: [one.studyId] })
  expect((await read(ask('/studies', { token }))).body.data).toMatchObject([{ id: one.studyId }])
  expect((await ask(`/studies/${one.studyId}`, { token })).status).toBe(200)
  expect((await ask(`/studies/${ids.studyId}`, { token })).status).toBe(404)
  expect((await read(ask('/studies', { token, method: 'POST', body: '{}' }))).body.code).toBe('scope_needed')
  expect((await read(ask('/me', { token }))).body.token.studyIds).toEqual([one.studyId])
})

test('no token makes outcomes visible earlier than the design allows without a recorded look', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person)
  const lacking = await makeToken(researcher, { scopes: SCOPE_NAMES.filter((scope) => scope !== 'results:look') })
  const outcomes = ['judgments.csv', 'judgments.jsonl', 'judgments.parquet', 'exports/trl-preference.jsonl', 'results']
  const more = ['agreement', 'strengths', 'figures/figure-1.csv', 'exports/late.csv', 'exports/judgments.xlsx']
  const reason = `reason=${encodeURIComponent('We check that all goes well.')}`
  for (const place of [...outcomes, ...more]) {
    const code = async (query: string) =>
      (await read(ask(`/studies/${studyId}/${place}${query}`, { token: lacking }))).body.code
    expect([place, await code('')]).toEqual([place, 'look_needed'])
    expect([place, await code(`?${reason}`)]).toEqual([place, 'scope_needed'])
  }
  expect(await db.look.count({ where: { studyId } })).toBe(0)
  const token = await makeToken(researcher)
  expect((await ask(`/studies/${studyId}/judgments.csv?reason=short`, { token })).status).toBe(422)
  for (let i = 0; i < 2; i++)
    expect((await ask(`/studies/${studyId}/judgments.csv?${reason}`, { token })).status).toBe(200)
  expect(await db.look.findMany({ where: { studyId } })).toMatchObject([
    { actorId: researcher.id, reason: 'We check that all goes well.' },
  ])
})

test('each answer says what is left of the minute; beyond it there is none', async () => {
  const token = await makeToken(await makeActor('RESEARCHER'))
  const { headers } = await ask('/me', { token })
  expect(headers.get('ratelimit')).toBe(`"minute";r=${REQUESTS_A_MINUTE - 1};t=60`)
  const data = { uses: REQUESTS_A_MINUTE, usesSince: new Date() }
  await db.apiToken.updateMany({ where: { lastFour: token.slice(-4) }, data })
  const refused = await ask('/me', { token })
  expect([refused.status, refused.headers.get('ratelimit')?.slice(0, 13)]).toEqual([429, '"minute";r=0;'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('lists come in pages that end', async () => {
  const researcher = await makeActor('RESEARCHER')
  const token = await makeToken(researcher)
  const before = new Set<string>()
  for (let i = 0; i < 3; i++) {
    const { studyId } = await makeDraft()
    await db.studyMember.create({ data: { studyId, userId: researcher.id } })
    before.add(studyId)
  }
  const found: string[] = []
  for (let query = '?limit=2'; query; ) {
    const { body, headers } = await read(ask(`/studies${query}`, { token }))
    found.push(...body.data.map(({ id }: { id: string }) => id))
    query = body.next ? `?limit=2&cursor=${body.next}` : ''
    if (body.next) expect(headers.get('link')).toBe(`</api/v1/studies${query}>; rel="next"`)
  }
  expect(found).toHaveLength(new Set(found).size)
  expect([...before].every((id) => found.includes(id))).toBe(true)
  for (const query of ['?limit=0', '?limit=501', '?cursor=nothing', '?page=2'])
    expect([query, (await ask(`/studies${query}`, { token })).status]).toEqual([query, 422])
})

test('prompts come whole, in their order, and stay so while more come in', async () => {
  const { researcher, promptSet } = await makeDraft({ prompts: 5 })
  const token = await makeToken(researcher)
  const at = `/prompt-sets/${promptSet.id}/prompts?limit=2`
  const first = (await read(ask(at, { token }))).body
  expect(first.data[0]).toMatchObject({
    ...{ externalId: 'q-1', turns: 1, systems: 2, category: 'even' },
    messages: [{ role: 'user', content: 'Question 1' }],
  })
  const messages = [{ role: 'user', content: 'Before all' }]
  const early = { promptSetId: promptSet.id, externalId: 'q-0', position: -1, messages, digest: 'x' }
  await db.prompt.create({ data: early })
  const second = (await read(ask(`${at}&cursor=${first.next}`, { token }))).body
  const third = (await read(ask(`${at}&cursor=${second.next}`, { token }))).body
  const ids = [first, second, third].flatMap(({ data }) => data.map((row: { externalId: string }) => row.externalId))
  expect([ids, third.next]).toEqual([['q-1', 'q-2', 'q-3', 'q-4', 'q-5'], null])
  expect((await read(ask(`${at}&words=Question 4`, { token }))).body.data).toHaveLength(1)
  expect((await ask(`/prompt-sets/${promptSet.id}/prompts?limit=101`, { token })).status).toBe(422)
  const { body } = await read(ask(`/prompt-sets/${promptSet.id}/systems`, { token }))
  expect(body.data).toMatchObject([
    { prompts: 5, responses: 5 },
    { prompts: 5, responses: 5 },
  ])
})

test('what makes something makes it once for a key', async () => {
  const { researcher, studyId } = await makeDraft()
  const token = await makeToken(researcher)
  const design = JSON.stringify({
    ...(await read(ask(`/studies/${studyId}/design.json`, { token }))).body,
    ...{ title: 'By a script', format: undefined },
  })
  const make = (body: string, key: string) =>
    read(ask('/studies', { token, method: 'POST', body, headers: { 'idempotency-key': key } }))
  const first = await make(design, 'k-1')
  expect([first.status, first.headers.get('location')]).toEqual([201, `/api/v1/studies/${first.body.id}`])
  const again = await make(design, 'k-1')
  expect([again.status, again.body, again.headers.get('location')]).toEqual([
    ...[201, first.body, first.headers.get('location')],
  ])
  expect(await db.study.count({ where: { title: 'By a script' } })).toBe(1)
  expect((await make(design.replace('By a script', 'Another'), 'k-1')).body.code).toBe('key_reused')
  expect((await make('{"title": ""}', 'k-2')).body).toMatchObject({ code: 'invalid', status: 422 })
  expect((await make(design, 'k-2')).status).toBe(201)
  await db.idempotencyKey.updateMany({ where: { userId: researcher.id }, data: { status: null } })
  expect((await make(design, 'k-1')).body.code).toBe('key_unfinished')
  expect(await db.auditEntry.count({ where: { actorId: researcher.id, action: 'study.create' } })).toBe(3)
})

test('a draft is changed by field, opened, paused, resumed and closed', async () => {
  const { researcher, studyId } = await makeDraft()
  const token = await makeToken(researcher)
  const at = `/studies/${studyId}`
  const change = (body: string) => read(ask(at, { token, method: 'PATCH', body }))
  expect((await change('{"title": "Renamed", "overlap": 2}')).status).toBe(200)
  expect((await change('{"title": ""}')).body.fields).toEqual({ title: [expect.any(String)] })
  expect((await change('{"colour": "red"}')).status).toBe(422)
  expect((await read(ask(at, { token }))).body).toMatchObject({ title: 'Renamed', status: 'DRAFT', opening: null })
  const step = (name: string) => read(ask(`${at}/${name}`, { token, method: 'POST' }))
  expect((await step('pause')).body.code).toBe('conflict')
  expect(await step('open')).toMatchObject({ status: 200, body: { isOpen: true } })
  expect((await change('{"title": "Again"}')).body.code).toBe('study_frozen')
  expect((await read(ask(`${at}/progress`, { token }))).body).toMatchObject({ status: 'OPEN', done: 0, wanted: 8 })
  const { body: study } = await read(ask(at, { token }))
  const body = JSON.stringify({ groupId: study.groups[0].id })
  const invite = await read(ask(`${at}/invites`, { token, method: 'POST', body }))
  expect([invite.status, invite.body.url]).toEqual([201, expect.stringMatching(/^https?:\/\/.*\/join\/[\w-]{43}$/)])
  for (const name of ['pause', 'resume', 'close']) expect((await step(name)).status).toBe(200)
})

test('an annotator is left out for a reason, and counted again', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  await enrolPeople(studyId, 1)
  const token = await makeToken(researcher)
  const say = (code: string, body: object) =>
    read(ask(`/studies/${studyId}/annotators/${code}`, { token, method: 'PATCH', body: JSON.stringify(body) }))
  expect((await say('C01', { excluded: true })).body.code).toBe('invalid')
  expect((await say('C09', { excluded: false })).status).toBe(404)
  expect((await say('C01', { excluded: true, reason: 'Judged in their sleep.' })).status).toBe(200)
  const list = async () => (await read(ask(`/studies/${studyId}/annotators`, { token }))).body.data
  expect(await list()).toMatchObject([{ code: 'C01', excludedReason: 'Judged in their sleep.' }])
  expect((await say('C01', { excluded: false })).status).toBe(200)
  expect(await list()).toMatchObject([{ code: 'C01', excludedAt: null }])
})

test('a file that is asked for again is made once, HEAD makes none, and who has it is told so', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person, undefined, 1)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const token = await makeToken(researcher)
  const file = (method: string, headers = {}) =>
    ask(`/studies/${studyId}/judgments.csv`, { token, method, headers }).then(async (answer) => ({
      ...{ status: answer.status, etag: answer.headers.get('etag'), type: answer.headers.get('content-type') },
      text: await answer.text(),
    }))
  expect(await file('HEAD')).toEqual({ status: 200, etag: null, type: 'text/csv; charset=utf-8', text: '' })
  const whole = await file('GET')
  expect(whole.etag).toMatch(/^"sha256-[0-9a-f]{64}"$/)
  expect(await file('HEAD')).toMatchObject({ status: 200, etag: whole.etag, text: '' })
  expect(await file('GET')).toEqual(whole)
  expect(await file('GET', { 'if-none-match': whole.etag })).toMatchObject({ status: 304, text: '' })
  if (person) await judgeAll(person, undefined, 1)
  const grown = await file('GET', { 'if-none-match': whole.etag })
  expect(grown.status).toBe(200)
  expect(grown.text.length).toBeGreaterThan(whole.text.length)
})

test('a link leads to one file while its maker may read it, and is kept as a hash', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const token = await makeToken(researcher)
  const make = async (file: string) => {
    const body = JSON.stringify({ file, minutes: 5 })
    return (await read(ask(`/studies/${studyId}/links`, { token, method: 'POST', body }))).body
  }
  const open = (secret: string, file: string) =>
    openLink(new Request(`http://localhost/d/${secret}/${file}`), { params: Promise.resolve({ secret, file }) }).then(
      // What is not read to its end holds a connection.
      async (answer) => ({ status: answer.status, text: await answer.text() }),
    )
  const made = await make('judgments.csv')
  const secret = new URL(made.url).pathname.split('/')[2] ?? ''
  expect((await open(secret, 'judgments.csv')).status).toBe(200)
  expect((await open(secret, 'judgments.jsonl')).status).toBe(404)
  expect((await open(`${secret.slice(0, -1)}_`, 'judgments.csv')).status).toBe(404)
  expect(JSON.stringify(await db.fileLink.findMany())).not.toContain(secret)
  const { body } = await read(ask(`/studies/${studyId}/links`, { token }))
  expect(body.data).toMatchObject([{ id: made.id, file: 'judgments.csv', createdBy: researcher.name }])
  // The design's rule holds for links as well.
  await db.study.update({ where: { id: studyId }, data: { looks: 'CLOSING' } })
  expect((await open(secret, 'judgments.csv')).status).toBe(403)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  expect((await ask(`/studies/${studyId}/links/${made.id}`, { token, method: 'DELETE' })).status).toBe(204)
  expect((await open(secret, 'judgments.csv')).status).toBe(404)
  const other = new URL((await make('plan.csv')).url).pathname.split('/')[2] ?? ''
  expect((await open(other, 'plan.csv')).status).toBe(200)
  await db.user.update({ where: { id: researcher.id }, data: { role: 'ANNOTATOR' } })
  expect((await open(other, 'plan.csv')).status).toBe(404)
})

test('what does not exist, or not so, says so', async () => {
  const token = tokens.admin.all
  const nothing = await read(ask('/nothing', { token }))
  expect(nothing.body).toEqual({
    ...{ type: '/docs/api#not_found', title: expect.any(String), status: 404, detail: expect.any(String) },
    code: 'not_found',
  })
  const wrong = await ask('/me', { token, method: 'POST', body: '{}' })
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  expect((await ask('/studies/x', { token })).status).toBe(404)
})
