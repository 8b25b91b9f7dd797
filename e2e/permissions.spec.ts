import { randomUUID } from 'node:crypto'
import { type APIRequestContext, request } from '@playwright/test'
import { db } from '@/lib/db/client'
import { STUDY_FILES } from '@/lib/formats/export/study-files'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { makeRecruitment } from '@/lib/testing/recruitment'
import { expect, sessionCookie, test } from './fixtures'

const EVERYBODY = ['nobody', 'annotator', 'enrolled', 'outsider', 'viewer', 'member', 'admin'] as const
type Who = (typeof EVERYBODY)[number]

const SIGNED_IN: Who[] = ['annotator', 'enrolled', 'outsider', 'viewer', 'member', 'admin']
const STAFF: Who[] = ['outsider', 'viewer', 'member', 'admin']
const DESIGNERS: Who[] = ['member', 'admin']
/** Who reads results, and may do no more. */
const READERS: Who[] = ['viewer', ...DESIGNERS]

/** Who may see what. Everybody else is told that it does not exist, or to sign in. */
const PAGES: [path: string, may: Who[]][] = [
  ['/', SIGNED_IN],
  ['/account', SIGNED_IN],
  ['/account/password', SIGNED_IN],
  ['/account/tokens', STAFF],
  ['/account/webhooks', STAFF],
  ['/account/webhooks/:webhook', ['admin']],
  ['/account/second-factor', STAFF],
  ['/studies/new', STAFF],
  ['/statistics', STAFF],
  ['/words', STAFF],
  ['/reports', STAFF],
  ['/reports/:report', READERS],
  ['/prompt-sets', STAFF],
  ['/systems', STAFF],
  ['/prompt-sets/:set', STAFF],
  ['/prompt-sets/:set/prompts/:prompt', STAFF],
  ['/prompt-sets/new', STAFF],
  ['/tables', ['admin']],
  ['/prompt-sets/pairs', ['admin']],
  ['/prompt-sets/pairs/:pairs', ['admin']],
  ['/prompt-sets/:set/upload', ['admin']],
  ['/uploads/:upload', ['admin']],
  ['/studies/import', ['admin']],
  ['/studies/import/:import', ['admin']],
  ['/admin/people', ['admin']],
  ['/admin/people/:person', ['admin']],
  ['/admin/audit', ['admin']],
  ['/admin/security', ['admin']],
  ['/admin/jobs', ['admin']],
  ['/admin/names', ['admin']],
  ['/admin/providers', ['admin']],
  ['/admin/providers/:provider', ['admin']],
  ['/studies/:study', DESIGNERS],
  ['/studies/:study/design', DESIGNERS],
  ['/studies/:study/design/names', DESIGNERS],
  ['/studies/:study/design/rehearse', DESIGNERS],
  ['/studies/:study/annotators', DESIGNERS],
  ['/studies/:study/annotators/:enrolled', DESIGNERS],
  ['/studies/:study/annotators/:enrolled/calls', DESIGNERS],
  ['/studies/:study/annotators/:enrolled/calls/:call', DESIGNERS],
  ['/studies/:study/annotators/recruitments/new', DESIGNERS],
  ['/studies/:study/annotators/recruitments/:recruitment', DESIGNERS],
  ['/studies/:study/audit', DESIGNERS],
  ['/studies/:study/certificate', DESIGNERS],
  ['/studies/:study/team', READERS],
  ['/studies/:study/results', READERS],
  ['/studies/:study/results/:snapshot', READERS],
  ['/studies/:study/agreement', READERS],
  ['/studies/:study/judges', READERS],
  ['/studies/:study/rankings', READERS],
  ['/studies/:study/items', READERS],
  ['/studies/:study/items/:number', READERS],
  ['/studies/:study/export', DESIGNERS],
  ['/studies/:study/preview', DESIGNERS],
  ['/annotate/:study', ['enrolled']],
]

/** Of a snapshot of the present data, which the one here is not. */
const OF_SNAPSHOTS = ['bundle.zip', 'huggingface.zip', 'dataset-card.md']

const ROUTES: [path: string, may: Who[]][] = [
  ['/api/v1/:v1', SIGNED_IN],
  ['/api/studies/:study/:file', DESIGNERS],
  // The study here is one of comparisons, and has no plan of its analysis.
  ...STUDY_FILES.filter(({ name }) => !OF_SNAPSHOTS.includes(name)).map(({ name, of }): [path: string, may: Who[]] => [
    `/api/studies/:study/${name}`,
    of === 'RATING' || name === 'preregistration.md' ? [] : DESIGNERS,
  ]),
  ['/api/studies/:study/figures/:figure', READERS],
  ['/api/studies/:study/recruitments/:recruitment/payments.csv', ['admin']],
  ['/api/reports/:report/:reportFile', READERS],
  ['/api/studies/:study/opening', DESIGNERS],
  ['/api/studies/:study/certificate.json', DESIGNERS],
  ['/api/uploads/:upload/report.csv', ['admin']],
  ['/api/imports/:import/report.csv', ['admin']],
  ['/api/people/:person/data.json', ['admin']],
  ['/api/annotate/:study/desk', ['enrolled']],
  ['/api/annotate/:study/page', ['enrolled']],
  ['/api/annotate/:study/history', ['enrolled']],
  ['/api/annotate/:study/pairs/:assignment', ['enrolled']],
]

/** Requests that change something: an empty one from somebody who may is found wanting (4xx), not missing. */
const POSTS: [path: string, may: Who[]][] = [
  ['/api/uploads', STAFF],
  ['/api/imports', ['admin']],
  ['/api/tables', ['admin']],
  ['/api/designs', STAFF],
  ['/api/providers/:provider/test', ['admin']],
  ['/api/models/try', STAFF],
  ['/api/annotate/:study/judgments', ['enrolled']],
  ['/api/annotate/:study/consent', ['enrolled']],
  ['/api/annotate/:study/finish', ['enrolled']],
]

let ids: Record<string, string>
let as: Record<Who, APIRequestContext>

test.beforeAll(async () => {
  const { studyId, researcher, promptSet } = await makeOpenStudy()
  // Outcomes of a study that is not closed are shown by design only.
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const frozen = { studyId, note: 'Frozen', version: 'v', dataHash: 'h', rule: 'all' }
  const snapshot = await db.snapshot.create({
    data: { ...frozen, numbers: { rows: [], method: 'wilson', recorded: 0, used: 0, counted: 0 } },
  })
  const content = { version: 1, title: 'Report', at: new Date().toISOString(), madeBy: 'Evenhand', sections: [] }
  const report = await db.report.create({
    data: {
      ...{
        title: 'Report',
        content: JSON.stringify(content),
        contentHash: 'h',
        pdf: Buffer.from('%PDF-'),
        pdfHash: 'h',
      },
      studies: { create: { studyId, position: 0 } },
    },
  })
  const [enrolled] = await enrolPeople(studyId, 1)
  // Without a judgment there is no figure.
  if (enrolled) await judgeAll(enrolled, undefined, 1)
  const [annotator, outsider, viewer, admin] = await Promise.all([
    makeActor('ANNOTATOR'),
    makeActor('RESEARCHER'),
    makeActor('RESEARCHER'),
    makeActor('ADMIN'),
  ])
  const upload = await db.upload.create({
    data: {
      kind: 'PROMPTS',
      filename: 'a.jsonl',
      format: 'jsonl',
      bytes: 1,
      sha256: randomUUID(),
      lines: 1,
      name: randomUUID(),
    },
  })
  const finished = await db.studyImport.create({ data: { format: 'lmsys-rows', files: [] } })
  const pairs = await db.studyImport.create({ data: { format: 'trl-pairs', files: [], pairs: true } })
  const provider = await db.provider.create({
    data: { name: randomUUID(), kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:1/v1' },
  })
  const webhook = await db.webhook.create({
    data: { userId: admin.id, name: 'Told', url: 'https://example.org', events: ['study.closed'], sealedSecret: '-' },
  })
  const { recruitmentId } = await makeRecruitment({ studyId, researcher })
  ids = {
    webhook: webhook.id,
    recruitment: recruitmentId,
    provider: provider.id,
    study: studyId,
    set: promptSet.id,
    prompt: (await db.prompt.findFirstOrThrow({ where: { promptSetId: promptSet.id } })).id,
    upload: upload.id,
    import: finished.id,
    pairs: pairs.id,
    person: annotator.id,
    figure: 'figure-1.tex',
    file: 'judgments.csv',
    number: '0',
    v1: 'me',
    snapshot: snapshot.id,
    report: report.id,
    reportFile: 'report.json',
  }
  await db.studyMember.create({ data: { studyId, userId: viewer.id, role: 'VIEWER' } })
  const people = { annotator, outsider, viewer, admin, member: researcher, enrolled: enrolled?.actor ?? annotator }
  // A pair of one's own: leased now.
  ids.enrolled = enrolled?.annotator.id ?? ''
  if (enrolled) ids.call = await makeCall(studyId, enrolled.annotator.id)
  if (enrolled) ids.assignment = (await nextDesk(enrolled.access)).pairs[0]?.assignmentId ?? ''
  as = { nobody: await request.newContext({ baseURL: process.env.NEXTAUTH_URL }) } as typeof as
  for (const [who, { id }] of Object.entries(people) as [Who, { id: string }][])
    as[who] = await request.newContext({
      baseURL: process.env.NEXTAUTH_URL,
      storageState: {
        cookies: [{ ...(await sessionCookie(id)), path: '/', expires: -1, secure: false, sameSite: 'Lax' }],
        origins: [],
      },
    })
})

/** A call that is under way, as whoever asks a model writes it down. */
async function makeCall(studyId: string, annotatorId: string): Promise<string> {
  const { id: assignmentId } = await db.assignment.findFirstOrThrow({ where: { studyId } })
  const sent = { messages: [{ role: 'user', content: 'Which is better?' }], parameters: {}, requestedModel: 'any' }
  const call = { studyId, annotatorId, assignmentId, attempt: 1, reservedTokens: 100n, ...sent }
  return (await db.modelCall.create({ data: call })).id
}

test.afterAll(() => Promise.all(Object.values(as).map((context) => context.dispose())))

function fill(path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'missing')
}

for (const [path, may] of PAGES)
  for (const who of EVERYBODY)
    test(`page ${path} as ${who}`, async () => {
      const answer = await as[who].get(fill(path), { maxRedirects: 0 })
      // A viewer's way from a study's name leads to its results.
      const led = who === 'viewer' && path === '/studies/:study'
      expect(answer.status()).toBe(who === 'nobody' || led ? 307 : may.includes(who) ? 200 : 404)
      if (who === 'nobody') expect(answer.headers().location).toMatch(/^\/sign-in\?next=/)
    })

for (const [path, may] of ROUTES)
  for (const who of EVERYBODY)
    test(`route ${path} as ${who}`, async () => {
      const answer = await as[who].get(fill(path), { maxRedirects: 0 })
      // Nothing is being opened here: there is no content.
      const found = path.endsWith('/opening') ? 204 : 200
      expect(answer.status()).toBe(who === 'nobody' ? 401 : may.includes(who) ? found : 404)
    })

for (const [path, may] of POSTS)
  for (const who of EVERYBODY)
    test(`post to ${path} as ${who}`, async () => {
      const status = (await as[who].post(fill(path), { data: {} })).status()
      if (may.includes(who)) expect(status).toBe(422)
      else expect(status).toBe(who === 'nobody' ? 401 : 404)
    })

test('a page of another site cannot make a browser post here', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' }
  const answer = await as.enrolled.post(fill('/api/annotate/:study/judgments'), { data: {}, headers })
  expect(answer.status()).toBe(403)
})

test('a disabled person is out at the next request', async () => {
  const person = await makeActor('ADMIN')
  const { name, value } = await sessionCookie(person.id)
  const headers = { cookie: `${name}=${value}` }
  expect((await as.nobody.get('/admin/people', { headers, maxRedirects: 0 })).status()).toBe(200)
  await db.user.update({ where: { id: person.id }, data: { disabledAt: new Date() } })
  expect((await as.nobody.get('/admin/people', { headers, maxRedirects: 0 })).status()).toBe(307)
})

test('a deactivated annotator’s study is gone at the next request', async () => {
  const { studyId } = await makeOpenStudy()
  const [person] = await enrolPeople(studyId, 1)
  const { name, value } = await sessionCookie(person?.actor.id ?? '')
  const headers = { cookie: `${name}=${value}` }
  expect((await as.nobody.get(`/api/annotate/${studyId}/desk`, { headers })).status()).toBe(200)
  await db.annotator.updateMany({ where: { studyId }, data: { deactivatedAt: new Date() } })
  expect((await as.nobody.get(`/api/annotate/${studyId}/desk`, { headers })).status()).toBe(404)
})
