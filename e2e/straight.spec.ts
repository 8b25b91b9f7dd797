import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { db } from '@/lib/db/client'
import { PERSON_HEADER } from '@/lib/judgments/person-header'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, sessionCookie, test } from './fixtures'

type Sent = { path: string; cookie: string; headers?: Record<string, string>; body: string | Buffer }
type Way = 'straight' | 'through Next'

/** Sends a verdict. One that does not say how long it is, the front door leaves to Next. */
function send({ path, cookie, headers = {}, body }: Sent, way: Way) {
  const { hostname, port } = new URL(process.env.NEXTAUTH_URL ?? '')
  const length = way === 'straight' ? { 'content-length': Buffer.byteLength(body) } : { 'transfer-encoding': 'chunked' }
  return new Promise<{ status: number; type: string | undefined; safe: unknown; text: string }>((resolve, reject) => {
    const asked = request(
      { hostname, port, method: 'POST', path, headers: { cookie, ...headers, ...length }, agent: false },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
        answer.once('end', () => {
          const { headers: said } = answer
          const safe = [said['cache-control'], said['x-content-type-options'], said['content-security-policy']]
          // Each request has an id of its own.
          const told = text.replace(/"requestId":"[0-9a-f-]{36}"/, '"requestId":"…"')
          resolve({ status: answer.statusCode ?? 0, type: said['content-type'], safe, text: told })
        })
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}

async function seat() {
  const { studyId } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const cookieOf = async (id: string) => {
    const { name, value } = await sessionCookie(id)
    return `${name}=${value}`
  }
  return { studyId, person, path: `/api/annotate/${studyId}/judgments`, cookieOf }
}

test('a verdict that comes straight is answered as one that goes through Next', async () => {
  const { studyId, person, path, cookieOf } = await seat()
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const cookie = await cookieOf(person.actor.id)
  const stranger = await cookieOf((await makeActor('ANNOTATOR')).id)
  const elsewhere = `/api/annotate/${randomUUID()}/judgments`
  const answers = [{ criterion, turn: 0, choice: 'A' }]
  const said = { submissionKey: randomUUID(), answers, elapsedMs: 1, activeMs: 1, holding: [] }
  const body = JSON.stringify({ assignmentId: randomUUID(), ...said })
  const cases: [string, Sent, number][] = [
    ['a slot that was never theirs', { path, cookie, body }, 409],
    ['signed out', { path, cookie: '', body }, 401],
    ['a token that is none', { path, cookie: 'next-auth.session-token=x', body }, 401],
    ['not of this study', { path, cookie: stranger, body }, 404],
    ['no such study', { path: elsewhere, cookie, body }, 404],
    ['no JSON', { path, cookie, body: '{' }, 422],
    ['no UTF-8', { path, cookie, body: Buffer.from([0xff, 0xfe]) }, 422],
    ['nothing', { path, cookie, body: '' }, 422],
    ['of another shape', { path, cookie, body: '{"assignmentId":7}' }, 422],
    ['for somebody else', { path, cookie, body, headers: { [PERSON_HEADER]: randomUUID() } }, 409],
    ['from another site', { path, cookie, body, headers: { 'sec-fetch-site': 'cross-site' } }, 403],
  ]
  for (const [what, sent, status] of cases) {
    const straight = await send(sent, 'straight')
    expect([what, straight]).toEqual([what, await send(sent, 'through Next')])
    expect([what, straight.status]).toEqual([what, status])
  }
})

test('verdicts that come straight are stored once, and bring what comes next', async () => {
  const { studyId, person, path, cookieOf } = await seat()
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const cookie = await cookieOf(person.actor.id)
  const desk = await fetch(`${process.env.NEXTAUTH_URL}/api/annotate/${studyId}/desk`, { headers: { cookie } })
  const { pairs } = (await desk.json()) as { pairs: { assignmentId: string }[] }
  const said = { answers: [{ criterion, turn: 0, choice: 'A' }], elapsedMs: 1, activeMs: 1, holding: [] }
  const body = JSON.stringify({ assignmentId: pairs[0]?.assignmentId, submissionKey: randomUUID(), ...said })
  const ways: Way[] = ['straight', 'through Next', 'straight']
  const receipts = await Promise.all(ways.map((way) => send({ path, cookie, body }, way)))
  expect(receipts.map(({ status, type }) => [status, type])).toEqual(ways.map(() => [200, 'application/json']))
  for (const { text } of receipts) expect(JSON.parse(text).desk.pairs.length).toBeGreaterThan(0)
  expect(await db.judgment.count({ where: { studyId } })).toBe(1)
})

test('who hangs up in the middle of a verdict holds up nobody', async () => {
  const { person, path, cookieOf } = await seat()
  const { hostname, port } = new URL(process.env.NEXTAUTH_URL ?? '')
  const cookie = await cookieOf(person.actor.id)
  const headers = { cookie, 'content-length': 1000 }
  await new Promise<void>((resolve) => {
    const asked = request({ hostname, port, method: 'POST', path, headers, agent: false })
    asked.once('error', () => resolve())
    asked.write('{"assignmentId":', () => asked.destroy(new Error('hung up')))
  })
  const after = await send({ path, cookie, body: '{' }, 'straight')
  expect(after.status).toBe(422)
})

test('an idle connection is kept longer than proxies keep theirs', async () => {
  const { hostname, port } = new URL(process.env.NEXTAUTH_URL ?? '')
  const kept = await new Promise<string>((resolve, reject) => {
    const asked = request({ hostname, port, path: '/api/health', agent: new Agent({ keepAlive: true }) }, (answer) => {
      answer.resume()
      resolve(String(answer.headers['keep-alive']))
      answer.socket.destroy()
    })
    asked.once('error', reject)
    asked.end()
  })
  // The longest of those that are common is two minutes.
  expect(Number(/^timeout=(\d+)$/.exec(kept)?.[1])).toBeGreaterThan(120)
})
