import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { expect, judgments, press, pressUntil, test, verdictButton } from './desk-fixture'
import { watchComplaints } from './fixtures'

test('a reload at any step goes on where one was', async ({ sitDown }) => {
  const design = { consent: 'It takes **an hour**.', rationale: 'OPTIONAL', reviseLast: 3 } as const
  const { page, studyId } = await sitDown({ pairs: 3, practice: true, design })
  await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'I agree, begin' }).click()
  const practice = page.getByText('Practice: this pair is not counted.')
  await expect(practice).toBeVisible()
  await page.reload()
  await expect(practice).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '1', page.getByRole('button', { name: /Go on/ }))
  await expect(page.getByRole('button', { name: /Go on/ })).toBeEnabled()
  await page.reload()
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  const reason = page.getByLabel(/Your reason/)
  await pressUntil(page, 'r', () => reason.isVisible())
  await reason.fill('The first is shorter.')
  await page.reload()
  await expect(reason).toHaveValue('The first is shorter.')
  await reason.press('Escape')
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '3', page.getByText('2 of 2', { exact: true }))
  // The practice verdict is on record, too.
  await expect.poll(() => judgments(studyId)).toBe(2)
  await page.reload()
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  await press(page, '2', page.getByRole('heading', { name: 'Done. Thank you' }))
  await expect.poll(() => judgments(studyId)).toBe(3)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Done. Thank you' })).toBeFocused()
  await expect(page.getByText('All 2 verdicts are saved.', { exact: false })).toBeVisible()
  const given = await db.assignment.findMany({ where: { studyId, rationale: { not: null } } })
  expect(given.map(({ rationale }) => rationale)).toEqual(['The first is shorter.'])
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

test('on a phone: a swipe never judges, a tap does, and all there is to touch is large enough', async ({
  browser,
  sitDown,
}) => {
  const { page, studyId } = await sitDown({ pairs: 3 })
  const content = 'Some code:\n\n```\ncode()\n```'
  await db.systemResponse.updateMany({
    where: { itemsA: { some: { studyId } } },
    data: { messages: [{ role: 'assistant', content }] },
  })
  const context = await browser.newContext({
    ...{ baseURL: process.env.NEXTAUTH_URL ?? '', viewport: { width: 390, height: 844 } },
    ...{ hasTouch: true, isMobile: true, storageState: await page.context().storageState() },
  })
  const phone = await context.newPage()
  await phone.goto(`/annotate/${studyId}`)
  await expect(verdictButton(phone)).toBeEnabled()
  const touch = await context.newCDPSession(phone)
  const ways = [
    [-250, 0],
    [250, 0],
    [0, -300],
    [0, 300],
  ] as const
  for (const from of ['[data-answer]', '#verdict [role=group]'])
    for (const [x, y] of ways) {
      const box = await phone.locator(from).first().boundingBox()
      const start = { x: 195 - x / 2, y: Math.min(840, (box?.y ?? 0) + (box?.height ?? 0) / 2) }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [start] })
      for (const part of [0.25, 0.5, 0.75, 1])
        await touch.send('Input.dispatchTouchEvent', {
          type: 'touchMove',
          touchPoints: [{ x: start.x + x * part, y: start.y + y * part }],
        })
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
  await expect(phone.getByText('1 of 3', { exact: true })).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
  const small = await phone
    .locator('button:visible, a:visible:not([href="#verdict"]), summary:visible')
    .evaluateAll((all) =>
      all
        .map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ name, box }) => `${name} ${Math.round(box.width)} × ${Math.round(box.height)}`),
    )
  expect(small).toEqual([])
  await expect(async () => {
    await verdictButton(phone).tap()
    expect(await phone.getByText('2 of 3', { exact: true }).isVisible()).toBe(true)
  }).toPass({ intervals: [50] })
  await expect.poll(() => judgments(studyId)).toBe(1)
  await context.close()
})
