import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import pg from 'pg'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { judgeAll } from '@/lib/testing/judging'
import { startJudging } from '@/lib/testing/recruitment'
import { freePort } from '../scripts/postgres.mjs'
import { startApp } from './app-process'
import { CODES, type Crowd, expect, expectEnd, judgeTies, makeCrowd, otherDevice, test } from './crowd-fixture'
import { pressUntil, verdictButton } from './desk-fixture'

const finish = (page: Page) => page.getByRole('button', { name: 'Finish' }).click()

/** The same page again: after a reload, by the platform's link on another device, and from the desk's own address. */
async function expectSameAgain(
  page: Page,
  other: Page,
  crowd: Crowd,
  participant: string,
  heading: string,
  code: string,
) {
  await page.reload()
  await expectEnd(page, heading, code)
  await other.goto(crowd.linkOf(participant))
  await expectEnd(other, heading, code)
  await other.close()
  await page.getByRole('link', { name: 'Return to Prolific' }).click()
  await expect(page.getByRole('heading', { name: 'Back at the platform' })).toBeVisible()
  await page.goBack()
  await expectEnd(page, heading, code)
}

test('offline at the end: the work is kept, the code comes once it is sent, and nothing is lost', async ({
  phone,
  browser,
  complaints,
}) => {
  const crowd = await makeCrowd({ pairs: 2 })
  await phone.goto(crowd.linkOf('p1'))
  await phone.getByRole('button', { name: 'Begin' }).click()
  await judgeToEndOffline(phone)
  expect(await db.judgment.count({ where: { studyId: crowd.studyId } })).toBe(1)
  await expect(phone.getByText('Your code comes once all of it is sent.')).toBeVisible()
  await expect(phone.getByRole('button', { name: 'Finish' })).toBeHidden()
  await phone.context().setOffline(false)
  await expect(phone.getByRole('button', { name: 'Finish' })).toBeVisible()
  await phone.context().setOffline(true)
  await finish(phone)
  await expect(phone.getByText('That did not reach the server.', { exact: false })).toBeVisible()
  await phone.context().setOffline(false)
  await finish(phone)
  await expectEnd(phone, 'Done. Thank you', CODES.COMPLETED)
  await expectSameAgain(phone, await otherDevice(browser, complaints), crowd, 'p1', 'Done. Thank you', CODES.COMPLETED)
  complaints.splice(0, complaints.length, ...complaints.filter((each) => !each.includes('ERR_INTERNET_DISCONNECTED')))
})

/** The first of two pairs is stored, the second judged without a connection. */
async function judgeToEndOffline(page: Page) {
  const tie = verdictButton(page, /Neither is significantly better/)
  await expect(tie).toBeEnabled()
  const stored = page.waitForResponse((answer) => answer.url().endsWith('/judgments'))
  await pressUntil(page, '2', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await stored
  await page.context().setOffline(true)
  await pressUntil(page, '2', () => page.getByRole('heading', { name: 'You are offline' }).isVisible())
}

test('practice below the bar ends the part right after it', async ({ phone, browser, complaints }) => {
  const crowd = await makeCrowd({ pairs: 4, known: ['PRACTICE'], recruitment: { practiceRight: 1 } })
  await phone.goto(crowd.linkOf('p2'))
  await phone.getByRole('button', { name: 'Begin' }).click()
  await expect(verdictButton(phone)).toBeEnabled()
  await pressUntil(phone, '1', () => phone.getByRole('heading', { name: /^Practice:/ }).isVisible())
  await phone.getByRole('button', { name: /Go on/ }).click()
  await expectEnd(phone, 'Thank you for trying', CODES.SCREENED_OUT)
  await expectSameAgain(
    phone,
    await otherDevice(browser, complaints),
    crowd,
    'p2',
    'Thank you for trying',
    CODES.SCREENED_OUT,
  )
  const { studyId } = crowd
  expect(await db.assignment.count({ where: { studyId, annotatorId: { not: null }, doneAt: null } })).toBe(0)
})

test('missed gold items are told of at the end, without a reproach', async ({ phone, browser, complaints }) => {
  const crowd = await makeCrowd({ pairs: 3, known: ['GOLD'], recruitment: { missedChecks: 1 } })
  await phone.goto(crowd.linkOf('p3'))
  await phone.getByRole('button', { name: 'Begin' }).click()
  for (let nth = 1; nth <= 3; nth++) {
    await expect(verdictButton(phone)).toBeEnabled()
    const isThere =
      nth < 3
        ? () => phone.getByText(`${nth + 1} of 3`, { exact: true }).isVisible()
        : () => phone.getByRole('button', { name: 'Finish' }).isVisible()
    await pressUntil(phone, '1', isThere)
  }
  await finish(phone)
  const heading = 'Your part is over. Thank you'
  await expectEnd(phone, heading, CODES.FAILED_CHECKS)
  await expectSameAgain(phone, await otherDevice(browser, complaints), crowd, 'p3', heading, CODES.FAILED_CHECKS)
})

test('a full study says so before anything is read, and after the work where the last place went meanwhile', async ({
  phone,
  browser,
  complaints,
}) => {
  const crowd = await makeCrowd({
    pairs: 4,
    design: { consent: 'It takes an hour.', cap: 1 },
    recruitment: { places: 1, overbooking: 100 },
  })
  const late = await otherDevice(browser, complaints)
  await phone.goto(crowd.linkOf('p4'))
  await phone.getByRole('button', { name: 'I agree, go on' }).click()
  await judgeTies(phone, { to: 1 })
  await late.goto(crowd.linkOf('p5'))
  await late.getByRole('button', { name: 'I agree, go on' }).click()
  await judgeTies(late, { to: 1 })
  await finish(late)
  await expectEnd(late, 'Done. Thank you', CODES.COMPLETED)
  await finish(phone)
  const heading = 'The last place was just taken'
  await expectEnd(phone, heading, CODES.FULL)
  await expectSameAgain(phone, await otherDevice(browser, complaints), crowd, 'p4', heading, CODES.FULL)
  const third = await otherDevice(browser, complaints)
  await third.goto(crowd.linkOf('p6'))
  await expect(third.getByText('It takes an hour.')).toBeHidden()
  await expectEnd(third, 'The study is full', CODES.FULL)
})

test('a study that needs a computer says so on a phone, keeps the place, and ends where there is none', async ({
  browser,
  complaints,
}) => {
  const crowd = await makeCrowd({ recruitment: { needsComputer: true } })
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
  const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '', userAgent })
  const page = await context.newPage()
  await page.goto(crowd.linkOf('p7'))
  await expect(page.getByRole('heading', { name: 'This study needs a computer' })).toBeVisible()
  const computer = await otherDevice(browser, complaints)
  await computer.goto(crowd.linkOf('p7'))
  await expect(computer.getByRole('button', { name: 'Begin' })).toBeVisible()
  await page.getByRole('button', { name: 'I have no computer' }).click()
  await expectEnd(page, 'This study needs a computer', CODES.DEVICE)
  await computer.reload()
  await expectEnd(computer, 'This study needs a computer', CODES.DEVICE)
  await context.close()
})

test('in Korean, to the end', async ({ browser, complaints }) => {
  const crowd = await makeCrowd({ pairs: 1, design: { consent: '한 시간 걸립니다.' } })
  const page = await otherDevice(browser, complaints)
  await page.goto(crowd.linkOf('p8'))
  await page.getByLabel('Language').selectOption('한국어')
  await page.getByRole('button', { name: '동의하고 계속' }).click()
  await pressUntil(page, '2', () => page.getByRole('button', { name: '마치기' }).isVisible())
  await page.getByRole('button', { name: '마치기' }).click()
  await expect(page.getByRole('heading', { name: '끝났습니다. 감사합니다' })).toBeVisible()
  await expect(page.getByLabel('완료 코드')).toHaveValue(CODES.COMPLETED)
})

test('a session that has ended does not end the part: one goes on by the page one came in by', async ({ phone }) => {
  const crowd = await makeCrowd({ pairs: 2 })
  await phone.goto(crowd.linkOf('p9'))
  await phone.getByRole('button', { name: 'Begin' }).click()
  await expect(verdictButton(phone)).toBeEnabled()
  const desk = phone.url()
  // A desk that is open would ask for more, and be refused.
  await phone.goto('about:blank')
  await db.session.deleteMany({ where: { user: { annotators: { some: { studyId: crowd.studyId } } } } })
  await phone.goto(desk)
  await expect(phone).toHaveURL(crowd.home)
  await phone.getByRole('button', { name: 'Go on' }).click()
  await expect(verdictButton(phone)).toBeEnabled()
})

test('killed between “recorded” and “answered”, the server gives the same code when it is back', async () => {
  test.setTimeout(180_000)
  const crowd = await makeCrowd({ pairs: 1 })
  const judging = await startJudging(crowd.token, 'p10')
  if (!judging) throw new Error('no room')
  await judgeAll(judging)
  expect((await nextDesk(judging.access)).status).toBe('done')
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-crowd-'))
  const { DATABASE_URL = '' } = process.env
  const start = async () => {
    const port = await freePort()
    const app = startApp(data, { DATABASE_URL, PORT: String(port), EVENHAND_WORKER: 'none' })
    await app.ready
    return { app, at: `http://127.0.0.1:${port}` }
  }
  const { app, at } = await start()
  const arrived = await fetch(at + crowd.linkOf('p10'), { redirect: 'manual' })
  const cookie = arrived.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ')
  // Whoever wants to write that the code leaves waits for this lock: the ending is recorded, and no answer is out.
  const locker = new pg.Client({ connectionString: DATABASE_URL })
  await locker.connect()
  const finished = await fetch(`${at}/api/annotate/${crowd.studyId}/finish`, {
    ...{ method: 'POST', body: '{"finishes":true}' },
    headers: { cookie, 'content-type': 'application/json' },
  })
  expect(await finished.json()).toEqual({ isOver: true })
  await locker.query('BEGIN')
  await locker.query('SELECT FROM "Participation" WHERE "studyId" = $1 FOR UPDATE', [crowd.studyId])
  const answer = fetch(at + crowd.home, { headers: { cookie } }).then(
    (page) => page.text(),
    () => 'cut off',
  )
  // By another connection: in a transaction nobody sees what others begin to wait for.
  const waiting = () => db.$queryRaw`
    SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%"Participation"%'`
  await expect.poll(waiting).toHaveLength(1)
  app.kill('SIGKILL')
  await app.ended
  await locker.query('ROLLBACK')
  await locker.end()
  expect(await answer).not.toContain(CODES.COMPLETED)
  const [row] = await db.participation.findMany({ where: { studyId: crowd.studyId } })
  expect(row).toMatchObject({ ending: 'COMPLETED', code: CODES.COMPLETED })
  const again = await start()
  const page = await (await fetch(again.at + crowd.home, { headers: { cookie } })).text()
  expect(page).toContain(CODES.COMPLETED)
  expect(await db.participation.count({ where: { studyId: crowd.studyId, endedAt: row?.endedAt ?? null } })).toBe(1)
  again.app.kill('SIGTERM')
  await again.app.ended
  await rm(data, { recursive: true, force: true })
})

test('who somebody is at the platform stands in no line of the log, and on no page of the researchers', async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000)
  const participant = `5f${randomUUID().replaceAll('-', '')}`
  const crowd = await makeCrowd({ pairs: 1 })
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-crowd-'))
  const { DATABASE_URL = '' } = process.env
  const port = await freePort()
  const app = startApp(data, { DATABASE_URL, PORT: String(port), EVENHAND_WORKER: 'none', LOG_LEVEL: 'trace' })
  await app.ready
  const at = `http://127.0.0.1:${port}`
  for (const link of [crowd.linkOf(participant), `${crowd.home}?PROLIFIC_PID=${participant}`, `/r/${participant}?x=1`])
    await fetch(at + link, { redirect: 'manual' })
  // What the door turns away is a line of the log.
  await fetch(at + crowd.linkOf(participant), { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } })
  await expect.poll(() => app.output()).toContain('turned-away')
  expect(app.output()).not.toContain(participant)
  expect(app.output()).not.toContain(crowd.token)
  app.kill('SIGTERM')
  await app.ended
  await rm(data, { recursive: true, force: true })
  await signIn(page, crowd.researcher.id)
  const pages = [
    `/studies/${crowd.studyId}/annotators`,
    `/studies/${crowd.studyId}/annotators/recruitments/${crowd.recruitmentId}`,
  ]
  for (const address of [...pages, `/studies/${crowd.studyId}/audit`]) {
    await page.goto(address)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await page.content()).not.toContain(participant)
  }
})
