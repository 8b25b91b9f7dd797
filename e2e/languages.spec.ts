import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { LIMA_WORDINGS } from '@/lib/designs/lima-wordings'
import { LANGUAGE_CODES } from '@/lib/i18n/languages'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { expect, press, pressUntil, test, verdictButton } from './desk-fixture'
import { watchComplaints } from './fixtures'

test('a German desk, from the first pair to the last word', async ({ page, sitDown }) => {
  await page.context().addCookies([{ name: 'evenhand-language', value: 'de', url: process.env.NEXTAUTH_URL ?? '' }])
  const { framing, question, labels } = LIMA_WORDINGS.de
  await sitDown({ pairs: 2, design: { framing, criteria: [{ question, scale: 'THREE', labels }] } })
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await expect(page.getByRole('heading', { name: 'Urteil 1 von 2' })).toBeAttached()
  await expect(page.getByRole('heading', { name: question })).toBeVisible()
  await pressUntil(page, 'x', () => page.getByRole('button', { name: 'Davon verstehe ich zu wenig' }).isVisible())
  await page.keyboard.press('Escape')
  await press(page, '1', page.getByRole('heading', { name: 'Urteil 2 von 2' }))
  await pressUntil(page, '3', () => page.getByRole('heading', { name: 'Fertig. Vielen Dank' }).isVisible())
  await expect(page.getByText('Alle 2 Urteile sind gespeichert.')).toBeVisible()
  await page.getByRole('button', { name: 'Ihre Urteile' }).last().click()
  await expect(page.getByText('Die letzten 2 gespeicherten Urteile, das neueste zuerst.')).toBeVisible()
})

test('an Arabic phone, from the link on: lines read from the right, the left answer stays on the left', async ({
  browser,
  sitDown,
  complaints,
}) => {
  const { framing, question, labels } = LIMA_WORDINGS.ar
  const { studyId, researcher } = await sitDown({
    pairs: 2,
    design: { consent: 'يستغرق هذا ساعة.', framing, criteria: [{ question, scale: 'THREE', labels }] },
  })
  const { token } = await createAnnotatorInvite(await authorizeActor(researcher, studyId, 'annotators:manage'), {
    ...{ studyId, capacity: 1, days: 1 },
    groupId: (await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })).id,
  })
  const context = await browser.newContext({
    ...{ baseURL: process.env.NEXTAUTH_URL ?? '', locale: 'ar-EG', viewport: { width: 390, height: 844 } },
  })
  watchComplaints(context, complaints)
  const phone = await context.newPage()
  const overflow = () =>
    phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await phone.goto(`/join/${token}`)
  await expect(phone.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(phone.getByText('يستغرق هذا ساعة.')).toBeVisible()
  expect(await overflow()).toBeLessThanOrEqual(0)
  await phone.getByRole('button', { name: 'أوافق، متابعة' }).click()
  await phone.getByLabel('الاسم').fill('ليلى')
  await phone.getByLabel('البريد الإلكتروني').fill(`${studyId}@example.org`)
  await phone.getByLabel('كلمة المرور').fill('كلمة مرور طويلة بما يكفي')
  expect(await overflow()).toBeLessThanOrEqual(0)
  await phone.getByRole('button', { name: 'أنشئ حسابًا وشارك' }).click()
  const first = verdictButton(phone, labels.A)
  await expect(first).toBeEnabled()
  await expect(phone.locator('html')).toHaveAttribute('dir', 'rtl')
  expect(await overflow()).toBeLessThanOrEqual(0)
  const leftOf = async (locator: ReturnType<typeof phone.locator>) => (await locator.boundingBox())?.x ?? Number.NaN
  expect(await leftOf(first)).toBeLessThan(await leftOf(verdictButton(phone, labels.B)))
  // On a wide screen both stand beside each other.
  await phone.setViewportSize({ width: 1280, height: 900 })
  expect(await leftOf(phone.locator('[data-answer=a]'))).toBeLessThan(await leftOf(phone.locator('[data-answer=b]')))
  expect(await leftOf(first)).toBeLessThan(await leftOf(verdictButton(phone, labels.B)))
  await press(phone, 'ArrowLeft', phone.getByRole('heading', { name: 'الحكم 2 من 2' }))
  await phone.setViewportSize({ width: 390, height: 844 })
  await verdictButton(phone, labels.B).click()
  await expect(phone.getByRole('heading', { name: 'تم. شكرًا لك' })).toBeVisible()
  await expect(phone.getByText('حكماك محفوظان.')).toBeVisible()
  expect(await overflow()).toBeLessThanOrEqual(0)
  const slots = await db.assignment.findMany({
    where: { studyId, judgments: { some: {} } },
    select: { leftIsA: true, judgments: { select: { id: true, verdict: true }, orderBy: { createdAt: 'asc' } } },
  })
  const sides = slots.map(({ leftIsA, judgments }) =>
    judgments[0]?.verdict === (leftIsA ? 'A' : 'B') ? 'left' : 'right',
  )
  expect(sides.sort()).toEqual(['left', 'right'])
  // By it the export tells in which language each verdict was given.
  const shown = await db.shownLanguage.findMany({ where: { studyId, language: 'ar' } })
  expect(shown).toHaveLength(1)
  await context.close()
})

test('no script of the browser has the words of any language: a page brings those it shows', async () => {
  const folder = path.resolve(import.meta.dirname, '../.next/static')
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js'))
  expect(files.length).toBeGreaterThan(20)
  const scripts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  for (const language of LANGUAGE_CODES) {
    const [desk, pages] = await Promise.all([readMessages(`${language}.json`), readMessages(`pages/${language}.json`)])
    for (const words of [desk.rest.done.title, desk.notice.session, pages.home.none, pages.broken.text])
      expect(
        scripts.filter((script) => script.includes(words.slice(0, 20))),
        words,
      ).toEqual([])
  }
})

type Messages = { rest: { done: { title: string } }; notice: { session: string } }
type PageMessages = { home: { none: string }; broken: { text: string } }

async function readMessages(file: `pages/${string}`): Promise<PageMessages>
async function readMessages(file: string): Promise<Messages>
async function readMessages(file: string): Promise<unknown> {
  return JSON.parse(await readFile(path.resolve(import.meta.dirname, '../lib/i18n/messages', file), 'utf8'))
}
