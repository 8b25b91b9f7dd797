import { afterEach, beforeEach, expect, test } from 'vitest'
import { withCookies } from '@/lib/auth/session'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { judgeAll } from '@/lib/testing/judging'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { startReceiver } from '@/lib/testing/receiver'
import { makeToken } from '@/lib/testing/token'
import { workHere } from '@/lib/worker/testing'
import { OPTIONS } from './[[...path]]/route'
import { ask, read } from './testing'

workHere()

let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.stop())

const by = (token: string) => ({
  get: (path: string) => read(ask(path, { token })),
  send: (method: string, path: string, body: object = {}, headers = {}) =>
    ask(path, { token, method, body: JSON.stringify(body), headers }),
})

test('a webhook is made, tested, looked through, sent again, switched off and deleted', async () => {
  const api = by(await makeToken(await makeActor('RESEARCHER')))
  const input = { name: 'Script', url: receiver.url, events: ['study.closed'] }
  expect((await read(api.send('POST', '/webhooks', { ...input, url: 'https://10.0.0.1' }))).body.fields).toEqual({
    url: [expect.stringMatching(/this machine or network/)],
  })
  expect((await api.send('POST', '/webhooks', { ...input, colour: 'red' })).status).toBe(422)
  const made = await read(api.send('POST', '/webhooks', input))
  expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)])
  const at = `/webhooks/${made.body.id}`
  expect(JSON.stringify((await api.get('/webhooks')).body)).not.toMatch(/secret/i)
  for (let sent = 1; sent <= 3; sent++) {
    await api.send('POST', `${at}/test`)
    await expect.poll(() => receiver.seen.length).toBe(sent)
  }
  const places: string[] = []
  for (let cursor = ''; cursor !== 'null'; ) {
    const { body } = await api.get(`${at}/deliveries?limit=2${cursor && `&cursor=${cursor}`}`)
    places.push(...body.data.map(({ id }: { id: string }) => id))
    cursor = String(body.next)
  }
  expect(new Set(places).size).toBe(3)
  await expect
    .poll(async () => (await api.get(`${at}/deliveries`)).body.data.map(({ state }: { state: string }) => state))
    .toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED'])
  expect((await read(api.send('POST', `${at}/replay`, { deliveryId: places[0] }))).body).toEqual({ sent: 1 })
  await expect.poll(() => receiver.seen.length).toBe(4)
  expect((await read(api.send('PATCH', at, { isOn: false }))).body).toMatchObject({ disabledWhy: 'OWNER' })
  expect((await read(api.send('POST', `${at}/test`))).body.code).toBe('conflict')
  expect((await read(api.send('POST', `${at}/secret`))).body.secret).not.toBe(made.body.secret)
  expect((await api.send('DELETE', at)).status).toBe(204)
  expect((await api.get(at)).status).toBe(404)
})

test('tokens are listed and revoked, at once, and none makes another', async () => {
  const owner = await makeActor('RESEARCHER')
  const [one, other] = [await makeToken(owner), await makeToken(owner)]
  const { body } = await by(one).get('/tokens')
  expect(body.data).toHaveLength(2)
  expect(JSON.stringify(body)).not.toContain('evh_')
  const { id } = body.data.find(({ lastFour }: { lastFour: string }) => other.endsWith(lastFour))
  expect((await by(await makeToken(await makeActor('ADMIN'))).send('DELETE', `/tokens/${id}`)).status).toBe(404)
  expect((await by(one).send('DELETE', `/tokens/${id}`)).status).toBe(204)
  expect((await ask('/me', { token: other })).status).toBe(401)
  expect((await by(one).send('POST', '/tokens', { name: 'Another' })).status).toBe(405)
})

test('a team is read, changed and handed over by its owner’s token, and a viewer’s token reads results alone', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const other = await makeActor('RESEARCHER')
  const [own, theirs] = [by(await makeToken(researcher)), by(await makeToken(other))]
  const at = `/studies/${studyId}`
  expect((await theirs.get(`${at}/team`)).status).toBe(404)
  const nobody = await read(own.send('POST', `${at}/team`, { email: 'nobody@example.org', role: 'EDITOR' }))
  expect([nobody.status, Object.keys(nobody.body.fields)]).toEqual([422, ['email']])
  expect((await own.send('POST', `${at}/team`, { email: other.email, role: 'OWNER' })).status).toBe(422)
  expect((await own.send('POST', `${at}/team`, { email: other.email, role: 'VIEWER' })).status).toBe(201)
  // Bound to the study, which a viewer may choose.
  const bound = by(await makeToken(other, { studyIds: [studyId] }))
  for (const place of ['', '/audit', '/annotators', '/progress', '/judgments.csv', '/design.json'])
    expect((await bound.get(at + place)).status, place).toBe(404)
  expect((await bound.send('POST', `${at}/team`, { email: researcher.email, role: 'VIEWER' })).status).toBe(404)
  const early = await bound.get(`${at}/results?reason=${encodeURIComponent('I would like to know')}`)
  expect([early.status, early.body.code]).toEqual([403, 'look_needed'])
  expect(await db.look.count({ where: { studyId } })).toBe(0)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  expect((await bound.get(`${at}/results`)).status).toBe(200)
  expect((await bound.send('POST', `${at}/snapshots`, { note: 'Mine' })).status).toBe(404)
  const { body } = await theirs.get('/studies')
  expect(body.data).toMatchObject([{ id: studyId, role: 'VIEWER', owner: researcher.name }])
  expect((await own.send('PATCH', `${at}/team/${other.id}`, { role: 'OWNER' })).status).toBe(200)
  expect((await own.send('DELETE', `${at}/team/${other.id}`)).status).toBe(404)
  const { data } = (await theirs.get(`${at}/team`)).body
  expect(data.map(({ role }: { role: string }) => role)).toEqual(['OWNER', 'EDITOR'])
  expect((await theirs.send('DELETE', `${at}/team/${researcher.id}`)).status).toBe(204)
  expect((await own.get(`${at}/team`)).status).toBe(404)
})

test('the audit trail is read by pages, of one study by those who may', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const api = by(await makeToken(await makeActor('ADMIN')))
  const first = (await api.get('/audit')).body
  expect(first.data[0]).toMatchObject({ action: 'token.create' })
  expect((await api.get('/audit?cursor=bm90aGluZw')).status).toBe(422)
  const { body } = await by(await makeToken(researcher)).get(`/studies/${studyId}/audit`)
  expect(body.data.map(({ action }: { action: string }) => action)).toEqual(['study.open', 'study.create'])
})

test('the monitor tells how it goes, and no outcome', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  const { body } = await by(await makeToken(researcher)).get(`/studies/${studyId}/monitor`)
  expect(body.pace.days[0]).toMatchObject({ judgments: 4, annotators: 1 })
  expect(Object.keys(body)).toEqual(['now', 'pace', 'hours', 'checks', 'concerns'])
  expect(JSON.stringify(body)).not.toMatch(/Focal|Baseline|TIE/)
})

test('of a rating study means and agreement are told as of comparisons strengths and agreement are', async () => {
  const { studyId, researcher } = await makeRatingStudy({ overlap: 2 })
  await judgeRatings(studyId)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const api = by(await makeToken(researcher))
  const names = { results: undefined, strengths: 'means', agreement: 'rating-agreement' }
  for (const [place, name] of Object.entries(names)) {
    await expect.poll(async () => (await api.get(`/studies/${studyId}/${place}`)).status).toBe(200)
    const { body } = await api.get(`/studies/${studyId}/${place}`)
    expect(body.name).toBe(name)
    expect((name ? [body] : body.figures).every(({ rows }: { rows: unknown[] }) => rows.length > 0)).toBe(true)
  }
})

test('who would rather not wait is told where the job stands, and so is nobody else', async () => {
  const { studyId, researcher } = await makeDraft()
  const api = by(await makeToken(researcher))
  const asked = await read(api.send('POST', `/studies/${studyId}/open`, {}, { prefer: 'respond-async' }))
  const at = asked.headers.get('location')?.replace('/api/v1', '') ?? ''
  expect([asked.status, at]).toEqual([
    asked.body.isOpen ? 200 : 202,
    asked.body.isOpen ? '' : `/jobs/${asked.body.jobId}`,
  ])
  const place = `/jobs/${asked.body.jobId}`
  await expect
    .poll(async () => (await api.get(place)).body)
    .toMatchObject({
      ...{ status: 'finished', kind: 'opening', studyId, problem: null, endedAt: expect.any(String) },
    })
  expect((await by(await makeToken(await makeActor('RESEARCHER'))).get(place)).status).toBe(404)
  const { studyId: elsewhere } = await makeDraft()
  const bound = await makeToken(await makeActor('ADMIN'), { studyIds: [elsewhere] })
  expect((await by(bound).get(place)).status).toBe(404)
})

test('a job that failed says why', async () => {
  const { studyId, researcher } = await makeDraft()
  await db.systemResponse.deleteMany({ where: { promptSet: { studies: { some: { id: studyId } } } } })
  const api = by(await makeToken(researcher))
  const asked = await read(api.send('POST', `/studies/${studyId}/open`, {}, { prefer: 'respond-async' }))
  // Where it was over by then, it is refused at once.
  if (asked.status === 422) return expect(asked.body.code).toBe('study_incomplete')
  await expect
    .poll(async () => (await api.get(`/jobs/${asked.body.jobId}`)).body)
    .toMatchObject({
      ...{ status: 'failed', problem: { code: 'study_incomplete', detail: expect.any(String) } },
    })
})

test('files have an ETag, whoever has them is told so, and HEAD makes none', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  for (const person of await enrolPeople(studyId, 1)) await judgeAll(person)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const token = await makeToken(researcher)
  for (const file of ['design.json', 'protocol.json', 'plan.csv', 'exports/judgments.xlsx', 'figures/figure-1.svg']) {
    const at = `/studies/${studyId}/${file}`
    const whole = await ask(at, { token })
    const [etag, text] = [whole.headers.get('etag') ?? '', await whole.text()]
    expect([file, etag]).toEqual([file, expect.stringMatching(/^"sha256-[0-9a-f]{64}"$/)])
    expect(text.length).toBeGreaterThan(10)
    const again = await ask(at, { token, headers: { 'if-none-match': etag } })
    expect([file, again.status, await again.text()]).toEqual([file, 304, ''])
    const head = await ask(at, { token, method: 'HEAD' })
    expect([file, head.status, await head.text()]).toEqual([file, 200, ''])
  }
})

test('pages of other sites read nothing, unless whoever runs the site names them; then with a token alone', async () => {
  const token = await makeToken(await makeActor('RESEARCHER'))
  const from = (origin: string) => ask('/me', { token, headers: { origin } })
  const first = async (origin: string) =>
    OPTIONS(new Request('http://localhost/api/v1/me', { method: 'OPTIONS', headers: { origin } }), {
      params: Promise.resolve({ path: ['me'] }),
    })
  const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin')
  const friend = 'https://notebook.example'
  expect(allowed(await from(friend))).toBe(friend)
  const asked = await first(friend)
  expect([asked.status, allowed(asked)]).toEqual([204, friend])
  expect(asked.headers.get('access-control-allow-headers')).toContain('Authorization')
  for (const other of [
    'https://evil.example',
    'https://notebook.example.evil.example',
    'null',
    'http://notebook.example',
  ]) {
    expect([other, allowed(await from(other)), allowed(await first(other))]).toEqual([other, null, null])
  }
  // No cookie goes along, and a page is told so by what is missing.
  expect((await from(friend)).headers.get('access-control-allow-credentials')).toBeNull()
  const refused = await withCookies('', () => ask('/me', { headers: { origin: friend } }))
  expect([refused.status, allowed(refused)]).toEqual([401, friend])
})
