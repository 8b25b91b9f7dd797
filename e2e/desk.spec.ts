import { db } from '@/lib/db/client'
import { expect, judgments, pressUntil, question, test, verdictButton } from './desk-fixture'

test('several questions are asked of a pair, one after the other, and sent as one verdict', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({
    pairs: 2,
    design: { criteria: [question('Which is better?', 'SEVEN'), question('Which is safer?', 'FIVE')] },
  })
  await expect(page.getByText('Question 1 of 2')).toBeVisible()
  await expect(page.getByRole('group', { name: /Which is better/ }).getByRole('button')).toHaveCount(7)
  await pressUntil(page, '7', () => page.getByText('Question 2 of 2').isVisible())
  expect(await judgments(studyId)).toBe(0)
  await page.keyboard.press('z')
  await expect(page.getByText('Question 1 of 2')).toBeVisible()
  await pressUntil(page, '1', () => page.getByText('Question 2 of 2').isVisible())
  await pressUntil(page, '4', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(2)
  const given = await db.judgment.findMany({ where: { studyId }, include: { criterion: true, assignment: true } })
  const scores = given.map(({ criterion, score, assignment }) => [
    criterion.position,
    assignment.leftIsA ? score : -score,
  ])
  expect(scores.sort()).toEqual([
    [0, 3],
    [1, -1],
  ])
})

test('a reason that is required is asked for, survives a reload, and goes with the verdict', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 2, design: { rationale: 'REQUIRED' } })
  const reason = page.getByLabel(/Your reason/)
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => reason.isVisible())
  await expect(reason).toBeFocused()
  await expect(page.getByText('write one, then send', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: /Send the verdict/ }).click()
  await expect(page.getByText('Please write a reason first', { exact: false })).toBeVisible()
  await reason.fill('It answers 1, 2 and 3.')
  expect(await judgments(studyId)).toBe(0)
  await page.reload()
  await expect(reason).toHaveValue('It answers 1, 2 and 3.')
  await expect(verdictButton(page)).toHaveAttribute('aria-pressed', 'true')
  await reason.press('Control+Enter')
  await expect.poll(() => judgments(studyId)).toBe(1)
  const slot = await db.assignment.findFirstOrThrow({ where: { studyId, doneAt: { not: null } } })
  expect(slot.rationale).toBe('It answers 1, 2 and 3.')
  await expect(reason).toBeHidden()
})

test('practice comes first, tells what was expected, and counts for nothing', async ({ sitDown }) => {
  const { page } = await sitDown({ pairs: 3, practice: true })
  await expect(page.getByText('Practice: this pair is not counted.')).toBeVisible()
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', async () => !(await verdictButton(page).isVisible()))
  await expect(page.getByRole('heading', { name: 'Practice: another verdict was expected' })).toBeVisible()
  await expect(page.getByText('Both say the same.')).toBeVisible()
  await expect(page.getByText('Neither is significantly better')).toBeVisible()
  await expect(page.getByRole('button', { name: /Go on/ })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await expect(page.getByText('Practice', { exact: false })).toBeHidden()
})

test('consent is asked for before the first pair, once', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 2, design: { consent: 'It takes **an hour**.' } })
  await expect(page.getByRole('heading', { name: 'Before you begin' })).toBeFocused()
  await expect(page.getByText('an hour')).toBeVisible()
  expect(await db.assignment.count({ where: { studyId, annotatorId: { not: null } } })).toBe(0)
  await page.getByRole('button', { name: 'I agree, begin' }).click()
  await expect(verdictButton(page)).toBeEnabled()
  expect((await db.annotator.findFirstOrThrow({ where: { studyId } })).consentedAt).not.toBeNull()
  await page.reload()
  await expect(verdictButton(page)).toBeEnabled()
})

test('a pair that cannot be judged is set aside with a reason, and the next one comes', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 3 })
  await expect(verdictButton(page)).toBeEnabled()
  await page.keyboard.press('x')
  await expect(page.getByRole('button', { name: 'Text is broken or cut off' })).toBeFocused()
  await page.keyboard.press('1')
  expect(await judgments(studyId)).toBe(0)
  await page.getByLabel('A note, if you like').fill('It stops in the middle.')
  await page.getByRole('button', { name: 'Text is broken or cut off' }).click()
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()
  const aside = () => db.assignment.findFirst({ where: { studyId, flag: 'BROKEN_TEXT' } })
  await expect.poll(async () => (await aside())?.flagNote).toBe('It stops in the middle.')
  expect(await judgments(studyId)).toBe(0)
})

test('the last verdict can be changed: a row is added and the first one dated', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 3 })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '1', () => page.getByText('2 of 3', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(1)
  await page.keyboard.press('z')
  await expect(page.getByText('You gave this verdict before', { exact: false })).toBeVisible()
  await expect(verdictButton(page)).toHaveAttribute('aria-pressed', 'true')
  await pressUntil(page, '2', () => page.getByText('You gave this verdict before', { exact: false }).isHidden())
  await expect.poll(() => judgments(studyId)).toBe(2)
  const rows = await db.judgment.findMany({ where: { studyId }, orderBy: { createdAt: 'asc' } })
  expect(rows.map(({ supersededAt }) => supersededAt !== null)).toEqual([true, false])
  expect(rows[1]?.choice).toBe('TIE')
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()
})

test('changed before it could be sent, a verdict is stored once, as changed', async ({ sitDown, complaints }) => {
  const { page, studyId } = await sitDown({ pairs: 2 })
  await expect(verdictButton(page)).toBeEnabled()
  await page.context().setOffline(true)
  await pressUntil(page, '1', () => page.getByText('2 of 2', { exact: true }).isVisible())
  await pressUntil(page, '1', () => page.getByRole('heading', { name: 'You are offline' }).isVisible())
  await page.keyboard.press('z')
  await pressUntil(page, '2', () => page.getByRole('heading', { name: 'You are offline' }).isVisible())
  await page.context().setOffline(false)
  await expect.poll(() => judgments(studyId), { timeout: 30_000 }).toBe(2)
  const rows = await db.judgment.findMany({ where: { studyId } })
  expect(rows.every(({ supersededAt }) => supersededAt === null)).toBe(true)
  expect(rows.filter(({ choice }) => choice === 'TIE')).toHaveLength(1)
  complaints.length = 0
})

test('a pause hides the pair, and keys judge nothing until it is over', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 2 })
  await expect(verdictButton(page)).toBeEnabled()
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Answer A', exact: true })).toBeHidden()
  await page.keyboard.press('1')
  await page.keyboard.press('p')
  await expect(verdictButton(page)).toBeEnabled()
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  expect(await judgments(studyId)).toBe(0)
})

test('keys can be switched off, and stay off', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 2 })
  await expect(verdictButton(page)).toBeEnabled()
  await page.keyboard.press('?')
  await page.getByLabel('Single keys act on this page').uncheck()
  await page.keyboard.press('Escape')
  for (const key of ['1', 'x', 'p']) await page.keyboard.press(key)
  await page.reload()
  await expect(verdictButton(page)).toBeEnabled()
  await expect(verdictButton(page)).not.toHaveAttribute('aria-keyshortcuts', /./)
  await page.keyboard.press('1')
  await expect(page.getByText('1 of 2', { exact: true })).toBeVisible()
  await verdictButton(page).click()
  await expect(page.getByText('2 of 2', { exact: true })).toBeVisible()
  await expect.poll(() => judgments(studyId)).toBe(1)
})

test('leaving with unsent work warns', async ({ sitDown, complaints }) => {
  const { page } = await sitDown({ pairs: 3 })
  await expect(verdictButton(page)).toBeEnabled()
  await page.context().setOffline(true)
  await verdictButton(page).click()
  await expect(page.getByText('2 of 3', { exact: true })).toBeVisible()
  const warned = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  const dialog = await warned
  expect(dialog.type()).toBe('beforeunload')
  await dialog.accept()
  await closing
  complaints.length = 0
})

test('one’s own verdicts are listed as given, and one of them is changed from there', async ({ sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 4 })
  await expect(verdictButton(page)).toBeEnabled()
  await pressUntil(page, '3', () => page.getByText('2 of 4', { exact: true }).isVisible())
  await pressUntil(page, '1', () => page.getByText('3 of 4', { exact: true }).isVisible())
  await expect.poll(() => judgments(studyId)).toBe(2)
  await page.reload()
  await expect(verdictButton(page)).toBeEnabled()
  await page.keyboard.press('h')
  const lines = page.getByRole('dialog', { name: 'Your verdicts' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  await expect(lines.first()).toContainText('Answer A is significantly better')
  await expect(lines.last()).toContainText('Answer B is significantly better')
  await lines.last().getByRole('button', { name: 'Look again' }).click()
  await expect(verdictButton(page, 'Answer B is significantly better')).toHaveAttribute('aria-pressed', 'true')
  await pressUntil(page, '2', () => page.getByText('You gave this verdict before', { exact: false }).isHidden())
  await expect.poll(() => judgments(studyId)).toBe(3)
  await expect(page.getByText('3 of 4', { exact: true })).toBeVisible()
})

test('in Korean, remembered; text as it was written; code to copy', async ({ browser, sitDown }) => {
  const { page, studyId } = await sitDown({ pairs: 2 })
  const content = '**bold**\n\n```\ncode();\n```'
  await db.systemResponse.updateMany({
    where: { itemsA: { some: { studyId } } },
    data: { messages: [{ role: 'assistant', content }] },
  })
  const context = await browser.newContext({
    baseURL: process.env.NEXTAUTH_URL ?? '',
    locale: 'ko-KR',
    storageState: await page.context().storageState(),
  })
  const korean = await context.newPage()
  await korean.goto(`/annotate/${studyId}`)
  await expect(korean.getByRole('heading', { name: '답변 A' })).toBeVisible()
  await expect(korean.getByRole('button', { name: '복사' })).toBeAttached()
  await korean.getByRole('button', { name: '화면' }).click()
  await korean.getByLabel('서식 없이 원문 그대로 보기').check()
  await expect(korean.getByText('**bold**', { exact: false }).first()).toBeVisible()
  await korean.getByLabel('언어').selectOption('en')
  await expect(korean.getByRole('heading', { name: 'Answer A', exact: true })).toBeVisible()
  await korean.reload()
  await expect(korean.getByRole('heading', { name: 'Answer A', exact: true })).toBeVisible()
  await expect(korean.getByText('**bold**', { exact: false }).first()).toBeVisible()
  await context.close()
})
