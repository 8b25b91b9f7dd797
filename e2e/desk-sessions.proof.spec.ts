import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { freePort } from '../scripts/postgres.mjs'
import { startApp } from './app-process'
import { expect, judgments, press, pressUntil, test, verdictButton } from './desk-fixture'
import { watchComplaints } from './fixtures'

const KEYS = ['1', 'n', 'ArrowRight', 'a', '2', 'b', 'ArrowLeft', 'ArrowDown', '3']

/** Gives verdicts until the pair of this number is there. @returns the question of each pair judged */
async function judgeTo(page: Page, number: number, total: number): Promise<string[]> {
  const questions: string[] = []
  const heading = page.getByRole('heading', { level: 1 })
  for (let now = Number(/\d+/.exec((await heading.textContent()) ?? '')?.[0]); now < number; now++) {
    await expect(page.getByText(`${now} of ${total}`, { exact: true })).toBeVisible()
    questions.push(
      /Question \d+/.exec((await page.locator('[data-part=asked]:visible').textContent()) ?? '')?.[0] ?? '',
    )
    await press(page, KEYS[now % KEYS.length] ?? '', page.getByText(`${now + 1} of ${total}`, { exact: true }))
    await expect(heading).toBeFocused()
  }
  return questions
}

test('a hundred pairs by keyboard alone, twenty of them without a network', async ({ sitDown, complaints }) => {
  test.setTimeout(300_000)
  const { page, studyId, annotatorId } = await sitDown({ pairs: 100 })
  await expect(verdictButton(page)).toBeEnabled()
  // From the very top: the skip link leads to the verdicts, which work as buttons, too.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Go to the verdict' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const seen = await judgeTo(page, 31, 100)
  const held = () => db.assignment.count({ where: { studyId, annotatorId, doneAt: null } })
  await expect.poll(held, { timeout: 60_000 }).toBeGreaterThanOrEqual(24)
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  await page.context().setOffline(true)
  seen.push(...(await judgeTo(page, 51, 100)))
  await expect(page.getByText('20 verdicts kept here', { exact: false })).toBeVisible()
  expect(await judgments(studyId)).toBe(30)
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 60_000 }).toBe(50)
  expect(complaints.splice(0).every((text) => text.includes('ERR_INTERNET_DISCONNECTED'))).toBe(true)
  seen.push(...(await judgeTo(page, 100, 100)))
  await press(page, '2', page.getByRole('heading', { name: 'Done. Thank you' }))
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeFocused()
  await expect.poll(() => judgments(studyId)).toBe(100)
  const stored = await db.judgment.findMany({
    where: { studyId },
    orderBy: { createdAt: 'asc' },
    include: { assignment: { include: { item: { include: { prompt: true } } } } },
  })
  const order = stored.map(({ assignment }) => `Question ${assignment.item.prompt.position + 1}`)
  expect(order.slice(0, 99)).toEqual(seen)
  expect(new Set(order).size).toBe(100)
})

test('the app is killed and started again under an open tab: what was judged meanwhile is stored, once', async ({
  page,
  signIn,
  complaints,
}) => {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  const data = await mkdtemp(path.join(tmpdir(), 'evenhand-desk-'))
  const port = await freePort()
  const start = async () => {
    const app = startApp(data, { DATABASE_URL: process.env.DATABASE_URL ?? '', PORT: String(port) })
    await app.ready
    return app
  }
  const doomed = await start()
  await page.goto(`http://localhost:${port}/annotate/${studyId}`)
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '1', page.getByText('2 of 3', { exact: true }))
  await expect.poll(() => judgments(studyId)).toBe(1)
  await expect.poll(() => db.assignment.count({ where: { studyId, annotatorId: { not: null } } })).toBe(3)
  await expect(page.getByText('Saved', { exact: false }).first()).toBeVisible()
  doomed.kill('SIGKILL')
  await doomed.ended
  await press(page, '3', page.getByText('3 of 3', { exact: true }))
  await press(page, '2', page.getByRole('heading', { name: 'The next pair did not load' }))
  await expect(page.getByText('2 verdicts are kept on this device', { exact: false })).toBeVisible()
  expect(await judgments(studyId)).toBe(1)
  const again = await start()
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeVisible({ timeout: 60_000 })
  const rows = await db.judgment.findMany({ where: { studyId } })
  expect(rows.map(({ supersededAt }) => supersededAt)).toEqual([null, null, null])
  expect(complaints.splice(0).every((text) => /ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET)/.test(text))).toBe(true)
  again.kill('SIGTERM')
  await again.ended
  await rm(data, { recursive: true, force: true })
})

test('a whole session in Korean, from the link to the last verdict', async ({ browser, sitDown, complaints }) => {
  const { studyId, researcher } = await sitDown({
    pairs: 3,
    practice: true,
    design: { consent: '한 시간쯤 걸립니다.' },
  })
  const { token } = await createAnnotatorInvite(await authorizeActor(researcher, studyId, 'annotators:manage'), {
    ...{ studyId, capacity: 1, days: 1 },
    groupId: (await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })).id,
  })
  const context = await browser.newContext({ baseURL: process.env.NEXTAUTH_URL ?? '', locale: 'ko-KR' })
  watchComplaints(context, complaints)
  const desk = await context.newPage()
  const email = `${studyId}@example.org`
  await desk.goto(`/join/${token}`)
  const html = desk.locator('html')
  await expect(html).toHaveAttribute('lang', 'ko')
  await expect(desk.getByText('한 시간쯤 걸립니다.')).toBeVisible()
  await desk.getByRole('button', { name: '동의하고 계속' }).click()
  await desk.getByLabel('이름').fill('하윤')
  await desk.getByLabel('언어').selectOption('English')
  await expect(desk.getByLabel('Name')).toHaveValue('하윤')
  await expect(html).toHaveAttribute('lang', 'en')
  await desk.getByLabel('Language').selectOption('한국어')
  await expect(html).toHaveAttribute('lang', 'ko')
  await desk.getByLabel('이메일').fill(email)
  await desk.getByLabel('비밀번호').fill('짧음')
  await desk.getByRole('button', { name: '계정을 만들고 참여' }).click()
  await expect(desk.getByRole('alert').filter({ hasText: '확인이 필요한 항목이 있습니다.' })).toBeVisible()
  await expect(desk.getByText('비밀번호는 10자 이상이어야 합니다.')).toBeVisible()
  await desk.getByLabel('비밀번호').fill('충분히 긴 비밀번호입니다')
  await desk.getByRole('button', { name: '계정을 만들고 참여' }).click()
  await expect(desk.getByText('연습: 이 쌍은 집계되지 않습니다.')).toBeVisible()
  await desk.goto('/account')
  await expect(desk).toHaveTitle('내 계정 · Evenhand')
  await desk.getByLabel('현재 비밀번호').fill('이것은 아닙니다')
  await desk.getByLabel('새 비밀번호').fill('충분히 긴 비밀번호입니다')
  await desk.getByRole('button', { name: '비밀번호 변경' }).click()
  await expect(desk.getByText('현재 비밀번호와 다릅니다.')).toBeVisible()
  await desk.getByRole('button', { name: '로그아웃' }).click()
  await desk.waitForURL('/sign-in')
  await desk.goto(`/join/${token}`)
  await expect(desk.getByText('더 이상 사용할 수 없는 링크입니다.', { exact: false })).toBeVisible()
  await desk.getByRole('link', { name: '로그인' }).click()
  await desk.getByLabel('이메일').fill(email)
  await desk.getByLabel('비밀번호').fill('틀린 비밀번호')
  await desk.getByRole('button', { name: '로그인' }).click()
  await expect(desk.getByText('이메일이나 비밀번호가 맞지 않거나', { exact: false })).toBeVisible()
  expect(complaints.splice(0).every((text) => text.includes('401'))).toBe(true)
  await desk.getByLabel('비밀번호').fill('충분히 긴 비밀번호입니다')
  await desk.getByRole('button', { name: '로그인' }).click()
  await expect(desk.getByRole('heading', { name: '내 연구' })).toBeVisible()
  await expect(html).toHaveAttribute('lang', 'ko')
  await desk.getByRole('link', { name: '판정 시작' }).click()
  await expect(desk.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(desk.getByText('연습: 이 쌍은 집계되지 않습니다.')).toBeVisible()
  await expect(verdictButton(desk)).toBeEnabled()
  await press(desk, '1', desk.getByRole('heading', { name: /^연습/ }))
  await expect(desk.getByRole('heading', { name: '연습: 기준 판정과 다릅니다' })).toBeVisible()
  await desk.keyboard.press('Enter')
  await expect(desk.getByRole('heading', { name: '판정 1 / 1' })).toBeFocused()
  await pressUntil(desk, 'x', () => desk.getByRole('button', { name: '글이 깨지거나 잘림' }).isVisible())
  await desk.keyboard.press('Escape')
  await pressUntil(desk, 'p', () => desk.getByRole('heading', { name: '일시 중지' }).isVisible())
  await desk.keyboard.press('p')
  await pressUntil(desk, '?', () => desk.getByRole('dialog', { name: '단축키' }).isVisible())
  await desk.keyboard.press('Escape')
  await press(desk, '1', desk.getByRole('heading', { name: '판정 2 / 2' }))
  await expect(desk.getByText('저장됨', { exact: false }).first()).toBeVisible()
  await press(desk, '3', desk.getByRole('heading', { name: '끝났습니다. 감사합니다' }))
  await expect.poll(() => judgments(studyId)).toBe(3)
  await desk.getByRole('button', { name: '내 판정' }).last().click()
  await expect(desk.getByRole('dialog', { name: '내 판정' }).locator('time').first()).toHaveText(/\d+월|\d+\. \d+\./)
  await context.close()
})
