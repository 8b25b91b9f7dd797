import type { Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { join } from './steps'
import { expectWaysOut } from './ways-out'

test('at 320 pixels no way out is lost: the site’s places, the tab one is on, what can be done about people', ({
  page,
  signIn,
}) => expectWaysOut(page, signIn, 320))

const MARKDOWN = 'Some `code` here:\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n> quoted\n\n```\nx = 1\n```\n'
const LOOK = [
  'fontFamily',
  'fontSize',
  'backgroundColor',
  'borderTopWidth',
  'paddingTop',
  'paddingLeft',
  'fontStyle',
] as const

/** How the parts of a rendered answer look. */
async function looksOf(page: Page): Promise<Record<string, Record<string, string>>> {
  const parts = ['p', 'p code', '.table', 'table', 'td', 'blockquote', 'pre']
  return page.evaluate(
    ({ parts, look }) =>
      Object.fromEntries(
        parts.map((part) => {
          const found = [...document.querySelectorAll(`.md ${part}`)].find((each) =>
            each.closest('.md')?.querySelector('pre'),
          )
          const style = found && getComputedStyle(found)
          return [part, Object.fromEntries(look.map((name) => [name, style ? style[name] : 'missing']))]
        }),
      ),
    { parts, look: [...LOOK] },
  )
}

test('an item’s page sets texts as the desk does', async ({ page, signIn }) => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 1, design: { looks: 'ANYTIME' } })
  const messages = [{ role: 'assistant', content: MARKDOWN }]
  await db.systemResponse.updateMany({ where: { promptSetId: promptSet.id }, data: { messages } })
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  await page.goto(`/annotate/${studyId}`)
  await expect(page.getByRole('region', { name: 'Answer A', exact: true })).toBeVisible()
  const onTheDesk = await looksOf(page)
  expect(onTheDesk.table?.fontFamily).toContain('Serif')
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto(`/studies/${studyId}/items/0`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await looksOf(page)).toEqual(onTheDesk)
})

test('consent is asked before name and e-mail; a no keeps nothing, a yes is not asked for again', async ({ page }) => {
  const { studyId, researcher } = await makeOpenStudy({ design: { consent: 'It takes **an hour**.' } })
  const group = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const manage = await authorizeActor(researcher, studyId, 'annotators:manage')
  const { token } = await createAnnotatorInvite(manage, { groupId: group.id, capacity: 5, days: 7 })
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.goto(`/join/${token}`)
  await expect(page.getByText('It takes an hour.')).toBeVisible()
  await expect(page.getByLabel('Name')).toBeHidden()
  await page.getByRole('button', { name: 'I do not agree' }).click()
  await expect(page.getByText('nothing about you was kept')).toBeVisible()
  expect(sent).toEqual([])
  expect(await db.annotator.count({ where: { studyId } })).toBe(0)
  expect((await db.invite.findFirstOrThrow({ where: { studyId } })).uses).toBe(0)
  await page.getByRole('button', { name: 'Read it again' }).click()
  await join(page, `/join/${token}`, 'Wren Aldous')
  await expect(page.getByRole('region', { name: 'Answer A', exact: true })).toBeVisible()
  expect((await db.annotator.findFirstOrThrow({ where: { studyId } })).consentedAt).not.toBeNull()
})

test('a printed page says what study it is of, from when it is, and what made it', async ({ page, signIn }) => {
  const { studyId, researcher } = await makeOpenStudy()
  await signIn(page, researcher.id)
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
  for (const place of ['', '/design', '/annotators', '/items', '/export', '/audit']) {
    await page.goto(`/studies/${studyId}${place}`)
    const line = page.locator('[data-printed]')
    await expect(line).toBeHidden()
    await page.emulateMedia({ media: 'print' })
    await expect(line).toBeVisible()
    await expect(line).toHaveText(new RegExp(`^${title} · .*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC · Evenhand \\d`))
    await page.emulateMedia({ media: 'screen' })
  }
})

test('a start page says what needs a researcher now, and puts a study away; an annotator reads of their own share', async ({
  page,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 4, overlap: 1 })
  const draft = await makeDraft({ design: { title: 'Not needed any more' } })
  await db.studyMember.updateMany({ where: { studyId: draft.studyId }, data: { userId: researcher.id } })
  await signIn(page, researcher.id)
  await page.goto('/')
  const needs = page.getByRole('region', { name: 'What needs you now' })
  await expect(needs.getByText('is open, and nobody has joined.')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'First steps' }).getByRole('link', { name: 'Choose the study' }),
  ).toBeVisible()
  const row = page.getByRole('row').filter({ hasText: 'Not needed any more' })
  await row.getByRole('button', { name: 'Manage “Not needed any more”…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Put away')
  await dialog.getByRole('button', { name: 'Save the name' }).click()
  await expect(dialog).toHaveCount(0)
  const away = page.getByRole('row').filter({ hasText: 'Put away' })
  await away.getByRole('button', { name: 'Manage “Put away”…' }).click()
  await page.getByRole('button', { name: 'Archive it' }).click()
  await expect(away).toHaveCount(0)
  await page.getByLabel('Show').selectOption('archived')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/show=archived/)
  // What is deleted is told first, and asked about twice.
  await away.getByRole('button', { name: 'Manage “Put away”…' }).click()
  await expect(dialog.getByText('It is in the archive.')).toBeVisible()
  await expectAccessible(page, 'managing a study')
  await dialog.getByRole('button', { name: 'Delete…' }).click()
  await dialog.getByRole('button', { name: 'Yes, delete the study' }).click()
  await expect(away).toHaveCount(0)
  expect(await db.study.count({ where: { id: draft.studyId } })).toBe(0)
  await page.getByRole('link', { name: 'What our words mean' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Words' })).toBeVisible()

  const [person, other] = await enrolPeople(studyId, 2)
  if (!person || !other) throw new Error('nobody enrolled')
  await judgeAll(person, undefined, 1)
  await page.context().clearCookies()
  await signIn(page, person.actor.id)
  await page.goto('/')
  // One of their own, and half of the three that are left.
  await expect(page.getByText('1 of 3 pairs judged. About 1 minute is left.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Go on judging' })).toBeVisible()
})

test('a term of statistics is explained where it stands, by keyboard too', async ({ page, signIn }) => {
  const studyId = await makeJudged()
  await signIn(page, (await makeActor('ADMIN')).id)
  await openFigures(page, `/studies/${studyId}/agreement`)
  await page.getByRole('button', { name: 'What is Cohen’s and Fleiss’ κ?' }).first().focus()
  await page.keyboard.press('Enter')
  const card = page.getByRole('dialog', { name: 'Cohen’s and Fleiss’ κ' })
  await expect(card.getByText('Agreement beyond what chance would give')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
  // The parts of the page are listed, and the one that is read is marked.
  const parts = page.getByRole('navigation', { name: 'On this page' })
  await parts.getByRole('link', { name: 'Items with the most disagreement' }).click()
  await expect(page.getByRole('heading', { name: 'Items with the most disagreement' })).toBeInViewport()
  await page.goto(`/studies/${studyId}/items?show=any`)
  await page.getByRole('region', { name: 'Items' }).locator('tbody th a').first().click()
  const list = page.getByRole('navigation', { name: 'Items' })
  await expect(list.getByText(/^1 of \d+$/)).toBeVisible()
  await list.getByRole('link', { name: 'Next' }).click()
  await expect(list.getByText(/^2 of \d+$/)).toBeVisible()
  await list.getByRole('link', { name: 'Back to the list' }).click()
  await expect(page).toHaveURL(/items\?show=any$/)
})

test('theme and text size are a choice: kept, there with the first byte, and at the desk, too', async ({
  page,
  signIn,
}) => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, person?.actor.id ?? '')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto('/account')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)
  const bright = await background()
  // A choice made before the page listens is only seen in the field.
  await expect(async () => {
    await page.getByLabel('Theme').selectOption('Dark')
    expect(await background()).not.toBe(bright)
  }).toPass()
  await page.getByLabel('Text size').selectOption('Larger')
  expect(await size()).toBe('20.8px')
  for (const path of ['/account', `/annotate/${studyId}`]) {
    // The server has it in the page itself: nothing turns once it is there.
    expect(await (await page.request.get(path)).text()).toMatch(
      /<html[^>]*data-theme="dark"[^>]*style="font-size:130%"/,
    )
    await page.goto(path)
    expect(await background()).not.toBe(bright)
    expect(await size()).toBe('20.8px')
  }
  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('link', { name: 'Theme and text size' }).click()
  await expect(page.getByLabel('Text size')).toHaveValue('larger')
  await page.getByLabel('Theme').selectOption('As the device has it')
  await page.getByLabel('Text size').selectOption('Normal')
  expect([await background(), await size()]).toEqual([bright, '16px'])
  await page.goto('/account')
  expect([await background(), await size()]).toEqual([bright, '16px'])
})
