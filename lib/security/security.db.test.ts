import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { giveConsent } from '@/lib/annotators/give-consent'
import { listSecurity, readSecurityQuery } from '@/lib/audit/security-queries'
import { authorize, authorizeActor, authorizeActorSite, authorizeSite } from '@/lib/auth/access'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { acceptInvite } from '@/lib/people/accept-invite'
import { changePassword } from '@/lib/people/change-account'
import { changeStanding } from '@/lib/people/change-standing'
import { countJoin } from '@/lib/people/count-join'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor, makeBareStudy, makeSession } from '@/lib/testing/fixtures'
import { noteDownload } from './note-download'
import { recordSecurity, sweepSecurity } from './record'

let session: { userId: string; stamp: string } | null = null
vi.mock('@/lib/auth/session', () => ({ readSession: async () => session }))

const admin = await makeActor('ADMIN', 'Dana Okafor')
const access = authorizeActorSite(admin, 'audit:read')
const all = () => listSecurity(access, readSecurityQuery({}))
const kinds = async () => (await all()).rows.map(({ kind, times }) => [kind, times])

beforeEach(async () => {
  await db.securityEvent.deleteMany()
})

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

test('signing in, failing to and being made to wait are written down, floods in one line', async () => {
  const person = await makeActor('ANNOTATOR', 'Mara Lindt')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash('a quiet harbour') } })
  const browser = { address: '198.51.100.23', device: null, userAgent: FIREFOX }
  await signIn({ email: person.email, password: 'a quiet harbour' }, browser)
  for (let i = 0; i < 30; i++) await signIn({ email: person.email, password: 'wrong' }, browser).catch(() => undefined)
  const { rows } = await all()
  expect(rows.map(({ kind, times }) => [kind, times])).toEqual([
    ['sign-in-stopped', 25],
    ['sign-in-failed', 5],
    ['sign-in', 1],
  ])
  for (const row of rows)
    expect(row).toMatchObject({
      who: { id: person.id, name: 'Mara Lindt' },
      network: '198.51.100.0/24',
      browser: 'Firefox, Windows',
    })
  const stored = JSON.stringify(await db.securityEvent.findMany(), (_, value) => String(value))
  for (const secret of [browser.address, person.email, 'wrong']) expect(stored).not.toContain(secret)
})

test('guesses by a link and of one’s present password, and joining that is stopped, are written down', async () => {
  const { studyId, groupId } = await makeBareStudy()
  const person = await makeActor('ANNOTATOR', 'Mara Lindt')
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash('a quiet harbour') } })
  const invite = { groupId, capacity: null, days: null }
  const { token } = await createAnnotatorInvite(await authorizeActor(admin, studyId, 'annotators:manage'), invite)
  const { id: subject } = await db.invite.findFirstOrThrow({ where: { studyId } })
  await db.securityEvent.deleteMany()
  const guess = { token, name: 'X', email: person.email, password: 'twelve brass spoons', agreesTo: null }
  for (let i = 0; i < 7; i++) await acceptInvite(guess, '198.51.100.23').catch(() => undefined)
  const change = { current: 'wrong', password: 'twelve brass spoons' }
  for (let i = 0; i < 6; i++)
    await changePassword(authorizeActorSite(person, 'password:change'), change).catch(() => undefined)
  for (let i = 0; i < 103; i++) await countJoin({ address: '198.51.100.24', link: subject }).catch(() => undefined)
  const { rows } = await all()
  expect(rows.map(({ kind, times, who, subject, network }) => [kind, times, who?.id, subject, network])).toEqual([
    ['join-stopped', 3, undefined, subject, '198.51.100.0/24'],
    ['sign-in-stopped', 1, person.id, null, null],
    ['password-refused', 5, person.id, null, null],
    ['sign-in-stopped', 2, undefined, subject, '198.51.100.0/24'],
    ['sign-in-failed', 5, person.id, subject, '198.51.100.0/24'],
  ])
})

test('what somebody may not is written down, once for many; what they may is not', async () => {
  const { studyId } = await makeBareStudy()
  const person = await makeActor('RESEARCHER')
  session = { userId: person.id, stamp: await makeSession(person.id) }
  await authorizeSite('studies:list')
  for (let i = 0; i < 3; i++) {
    await expect(authorizeSite('people:manage')).rejects.toMatchObject({ code: 'not_found' })
    await expect(authorize(studyId, 'study:results')).rejects.toMatchObject({ code: 'not_found' })
  }
  await expect(authorize(randomUUID(), 'study:results')).rejects.toMatchObject({ code: 'not_found' })
  const { rows } = await all()
  expect(rows).toMatchObject([
    { kind: 'refusal', subject: 'study:results', study: { id: studyId }, times: 3 },
    { kind: 'refusal', subject: 'people:manage', study: null, times: 3 },
  ])
})

test('files to keep are written down, pages of data are not', async () => {
  const { studyId } = await makeBareStudy()
  const request = (method: string) => new Request(`http://h/api/studies/${studyId}/judgments.csv?x=1`, { method })
  const file = new Response('', { headers: { 'content-disposition': 'attachment; filename="a.csv"' } })
  await noteDownload({ actor: admin, studyId }, request('GET'), file)
  await noteDownload({ actor: admin, studyId }, request('HEAD'), file)
  await noteDownload({ actor: admin, studyId }, request('GET'), new Response(''))
  const { rows } = await all()
  expect(rows).toMatchObject([{ kind: 'download', subject: 'judgments.csv', study: { id: studyId }, times: 1 }])
})

test('consents, roles, accounts and links are written down with what they are part of', async () => {
  const study = await makeBareStudy()
  const person = await makeActor('ANNOTATOR', 'Mara Lindt')
  await db.$transaction((tx) => enrolAnnotator(tx, study, { userId: person.id }))
  const judging = await authorizeActor(person, study.studyId, 'judgment:submit')
  for (let i = 0; i < 2; i++) await giveConsent(judging)
  const people = authorizeActorSite(admin, 'people:manage')
  await changeStanding(people, { personId: person.id, role: 'RESEARCHER' })
  await changeStanding(people, { personId: person.id, disabled: true })
  const managing = await authorizeActor(admin, study.studyId, 'annotators:manage')
  await createAnnotatorInvite(managing, { groupId: study.groupId, capacity: 1, days: 1 })
  expect(await kinds()).toEqual([
    ['invite.create', 1],
    ['person.disable', 1],
    ['person.role', 1],
    ['consent', 1],
  ])
  const about = await listSecurity(access, readSecurityQuery({ person: person.id }))
  expect(about.rows.map(({ kind, who, subject }) => [kind, who?.name, subject])).toEqual([
    ['person.disable', 'Dana Okafor', 'Mara Lindt'],
    ['person.role', 'Dana Okafor', 'Mara Lindt'],
    ['consent', 'Mara Lindt', null],
  ])
})

test('an act that is taken back was never written down', async () => {
  const undone = db.$transaction(async (tx) => {
    await recordSecurity(tx, { kind: 'person.role', userId: admin.id })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await kinds()).toEqual([])
})

test('where from is kept thirty days, the rest thirteen months', async () => {
  const day = 24 * 60 * 60 * 1000
  const from = { network: '198.51.100.0/24', browser: 'Firefox' }
  for (const days of [1, 29, 31, 390, 400])
    await db.securityEvent.create({ data: { kind: 'sign-in', at: new Date(Date.now() - days * day), ...from } })
  await sweepSecurity()
  const { rows } = await all()
  expect(rows.map(({ network, browser }) => [network, browser])).toEqual([
    [null, null],
    [null, null],
    [from.network, from.browser],
    [from.network, from.browser],
  ])
})

test('the log is read by kind and page by page, each once', async () => {
  for (let i = 0; i < 120; i++)
    await recordSecurity(db, { kind: i % 2 === 0 ? 'sign-in' : 'consent', userId: admin.id, subject: `${i}` })
  const seen: (string | null)[] = []
  for (let before: string | undefined, more = true; more; ) {
    const page = await listSecurity(access, readSecurityQuery({ group: 'signIns', ...(before && { before }) }))
    seen.push(...page.rows.map(({ subject }) => subject))
    before = page.next ?? undefined
    more = page.next !== null
  }
  expect(seen).toEqual(Array.from({ length: 60 }, (_, i) => `${118 - 2 * i}`))
})

const NONE: Record<string, string | string[]>[] = [
  { group: 'constructor' },
  { group: ['signIns'] },
  { person: "x' --" },
  { person: ['a'] },
  { before: '-1' },
  { before: '9'.repeat(30) },
]
test.each(NONE)('a query that is none asks for everything: %o', (params) => {
  expect(readSecurityQuery(params)).toEqual({ group: null, person: null, before: null })
})
