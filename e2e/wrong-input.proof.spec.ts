import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, sessionCookie, test } from './fixtures'
import { BODIES, PARTS, TYPES, VALUES } from './hostile-values'
import { CUT_OFF, type Raw, sendRaw } from './raw-request'

const NAMES = [
  ...[
    'group',
    'ties',
    'rule',
    'criterion',
    'marks',
    'ci',
    'set',
    'reference',
    'page',
    'show',
    'category',
    'tag',
    'word',
  ],
  ...['annotator', 'system', 'against', 'before', 'beside', 'with', 'pair', 'q', 'outcome', 'chosen', 'order', 'next'],
]
const PAGES = [
  ...['results', 'items', 'agreement', 'rankings', 'annotators', 'audit', 'preview', 'design/names'].map(
    (page) => `/studies/:studyId/${page}`,
  ),
  ...['/admin/people', '/admin/audit', '/prompt-sets', '/sign-in', '/'],
]

const queryOf = (value: string) => NAMES.map((name) => `${name}=${value.slice(0, 200)}`).join('&')

/** `/api/studies/[studyId]/judgments.csv` and all others that a route answers. */
const ADDRESSES = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => `/api/${path.dirname(file)}`)

let studyId: string
let assignmentId: string
let admin: string
let annotator: string

test.beforeAll(async () => {
  const study = await makeOpenStudy()
  studyId = study.studyId
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const [enrolled] = await enrolPeople(studyId, 1)
  assignmentId = (enrolled && (await nextDesk(enrolled.access)).pairs[0]?.assignmentId) ?? ''
  const cookieOf = async (id = '') => {
    const { name, value } = await sessionCookie(id)
    return `${name}=${value}`
  }
  admin = await cookieOf((await makeActor('ADMIN')).id)
  annotator = await cookieOf(enrolled?.actor.id)
})

/** Sends all of these, and names those that were answered as our fault. */
async function findFaults(requests: Raw[]): Promise<string[]> {
  const faults: string[] = []
  for (const each of requests) {
    const { status, text } = await sendRaw(each)
    const what = `${each.method ?? 'GET'} ${each.path.slice(0, 120)} ${String([...(each.body ?? [])][0]).slice(0, 80)}`
    if (status === CUT_OFF || status >= 500 || /\n\s+at .+:\d+:\d+/.test(text))
      faults.push(`${what}: ${status} ${text.slice(0, 200)}`)
  }
  return faults
}

const cookieFor = (address: string) => (address.includes('/annotate/') ? annotator : admin)
const post = (path: string, body: string, type = 'application/json') => ({
  ...{ method: 'POST', path, cookie: cookieFor(path), body: [Buffer.from(body)] },
  headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
})

test('no part of an address is answered as a fault of ours', async () => {
  const requests = ADDRESSES.flatMap((address) => {
    const places = [...address.matchAll(/\[(\w+)\]/g)].map(([, place]) => place)
    const fill = (bad: string | undefined, value: string) =>
      address.replace(/\[(\w+)\]/g, (_, place) =>
        place === bad ? value : place === 'studyId' ? studyId : assignmentId,
      )
    const paths = places.flatMap((bad) => PARTS.map((value) => fill(bad, value)))
    return [...paths, ...PARTS.map((value) => `${fill(undefined, '')}?${queryOf(value)}`)]
  })
  expect(requests.length).toBeGreaterThan(200)
  expect(await findFaults(requests.map((path) => ({ path, cookie: cookieFor(path) })))).toEqual([])
})

test('no query of a page is answered as a fault of ours', async () => {
  test.setTimeout(240_000)
  const requests = PAGES.flatMap((page) =>
    PARTS.map((value) => ({ path: `${page.replace(':studyId', studyId)}?${queryOf(value)}`, cookie: admin })),
  )
  expect(await findFaults(requests)).toEqual([])
})

test('no body is answered as a fault of ours: wrong types in each field, and what is no JSON at all', async () => {
  test.setTimeout(240_000)
  const answer = { criterion: randomUUID(), turn: 0, choice: 'A' }
  const verdict = { submissionKey: randomUUID(), answers: [answer], elapsedMs: 1000, activeMs: 900, holding: [] }
  const fields = [
    ...Object.keys(verdict),
    'choices',
    'assignmentId',
    'rationale',
    'note',
    'flag',
    'asked',
    'hasty',
    'revises',
  ]
  const judgments = `/api/annotate/${studyId}/judgments`
  const typed = fields.flatMap((field) =>
    VALUES.map((value) => post(judgments, JSON.stringify({ ...verdict, assignmentId, [field]: value }))),
  )
  const answered = Object.keys(answer).flatMap((part) =>
    VALUES.map((value) =>
      post(judgments, JSON.stringify({ ...verdict, assignmentId, answers: [{ ...answer, [part]: value }] })),
    ),
  )
  const paths = [
    judgments,
    `/api/annotate/${studyId}/consent`,
    '/api/designs',
    '/api/uploads?kind=PROMPTS&name=x&filename=y',
    '/api/imports?filename=y',
    '/api/tables',
  ]
  const raw = paths.flatMap((path) => TYPES.flatMap((type) => BODIES.map((body) => post(path, body, type))))
  const signIn = TYPES.flatMap((type) => BODIES.map((body) => post('/api/auth/callback/credentials', body, type)))
  expect(await findFaults([...typed, ...answered, ...raw, ...signIn])).toEqual([])
})

test('no method and no header is answered as a fault of ours, or with where it arose', async () => {
  const methods: Raw[] = ['TRACE', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACK'].flatMap((method) =>
    ['/', '/sign-in', `/studies/${studyId}/results`, '/api/health', '/api/auth/session'].map((path) => ({
      method,
      path,
      cookie: admin,
    })),
  )
  const router = ['%', '[', '{"a":1}', '[""]', '[[[]]]', 'x'.repeat(9000), '%00', '[1,2,3,4]'].flatMap((value) =>
    ['/', `/studies/${studyId}/results`].flatMap((path): Raw[] => [
      { path, cookie: admin, headers: { rsc: '1', 'next-router-state-tree': value } },
      { path, cookie: admin, method: 'POST', headers: { 'next-action': value, 'content-length': '0' } },
    ]),
  )
  const odd: Raw[] = [
    { path: '//', cookie: admin },
    { path: '/%', cookie: admin },
    { path: '/api/%', cookie: admin },
    { path: '/sign-in?next=/%ED%95%9C%EA%B5%AD', cookie: admin },
    { path: '/studies/%E0%A4%A', cookie: admin },
    { path: '/', cookie: admin, headers: { host: 'x y' } },
    { path: '/', cookie: admin, headers: { 'x-forwarded-host': '[', 'x-forwarded-proto': '%' } },
    { path: '/', cookie: 'next-auth.session-token=%; a=' },
    { path: '/', cookie: admin, headers: { 'accept-language': `${'a,'.repeat(5000)};q=x` } },
  ]
  expect(await findFaults([...methods, ...router, ...odd])).toEqual([])
})

const MB = 1024 * 1024
const PIECE = Buffer.alloc(64 * 1024, 'a')

/** Announced, and in chunks without a word on how many. */
const ENDLESS: Record<string, string>[] = [{ 'content-length': String(300 * MB) }, { 'transfer-encoding': 'chunked' }]

function* pieces(bytes: number) {
  for (let sent = 0; sent < bytes; sent += PIECE.length) yield PIECE
}

test('a body is refused before it is read on, announced or not, signed in or not', async () => {
  const small = [
    '/api/auth/callback/credentials',
    `/api/annotate/${studyId}/judgments`,
    `/api/annotate/${studyId}/consent`,
  ]
  const places = [...small, '/api/designs', '/sign-in', '/', '/join/x', '/api/nowhere']
  for (const place of places)
    for (const cookie of [undefined, cookieFor(place)])
      for (const headers of ENDLESS) {
        const { status, sent } = await sendRaw({ method: 'POST', path: place, headers, cookie, body: pieces(300 * MB) })
        const what = `${place} ${cookie ? 'signed in' : 'as nobody'} ${Object.keys(headers)[0]}`
        expect.soft(status, what).toBeLessThan(500)
        // Of what was sent, most lay in buffers between here and there.
        expect.soft(sent, what).toBeLessThan(16 * MB)
      }
})
