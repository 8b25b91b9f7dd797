import type { Browser, Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enqueue, findLive } from '@/lib/jobs/queue'
import { nextDesk } from '@/lib/judgments/desk'
import { openingJob } from '@/lib/studies/opening-job'
import { enrolPeople, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test, watchComplaints } from './fixtures'
import { confirm, judgeSome } from './steps'

type Sign = (page: Page, userId: string) => Promise<void>

/** A browser of their own, signed in as this person. */
async function browse(browser: Browser, complaints: string[], signIn: Sign, userId: string): Promise<Page> {
  const context = await browser.newContext({ ...(process.env.NEXTAUTH_URL && { baseURL: process.env.NEXTAUTH_URL }) })
  watchComplaints(context, complaints)
  const page = await context.newPage()
  await signIn(page, userId)
  return page
}

const rowOf = (page: Page, code: string) => page.getByRole('row', { name: new RegExp(`^${code}\\b`) })

test('the overview follows an annotator at work without a reload', async ({ browser, complaints, signIn }) => {
  test.setTimeout(180_000)
  const { studyId, researcher } = await makeOpenStudy({ prompts: 3, baselines: 2 })
  const [person] = await enrolPeople(studyId, 1)
  const overview = await browse(browser, complaints, signIn, researcher.id)
  await overview.goto(`/studies/${studyId}`)
  await expect(overview.getByText('0 of 6').first()).toBeVisible()
  await expect(rowOf(overview, 'C01')).toContainText('not begun')
  await expect(overview.getByText('C01 has not begun.')).toBeVisible()
  // Gone when the page is loaded anew; still there when only what changed was fetched.
  await overview.evaluate(() => document.body.setAttribute('data-same-page', ''))

  const desk = await browse(browser, complaints, signIn, person?.actor.id ?? '')
  await desk.goto(`/annotate/${studyId}`)
  await judgeSome(desk, 2, () => 'tie')
  await expect(overview.getByText('2 of 6').first()).toBeVisible({ timeout: 60_000 })
  await expect(rowOf(overview, 'C01')).toContainText('judging now')
  await expect(overview.getByText('C01 has not begun.')).toBeHidden()

  await judgeSome(desk, 4, () => 'left')
  await expect(overview.getByText('6 of 6').first()).toBeVisible({ timeout: 60_000 })
  await expect(rowOf(overview, 'C01')).toContainText('finished: nothing left for them')
  await expect(overview.locator('[data-same-page]')).toBeAttached()
  // No outcome while the study is open.
  await expect(overview.locator('main')).not.toContainText(/\b(win|loss|tie)s?\b/i)
})

test('who is stuck is told why, and so is the researcher', async ({ browser, complaints, signIn }) => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 3, design: { cap: 2 } })
  const [waiting, holder, capped] = await enrolPeople(studyId, 3)
  const third = await browse(browser, complaints, signIn, capped?.actor.id ?? '')
  await third.goto(`/annotate/${studyId}`)
  await judgeSome(third, 2, () => 'left')
  await expect(third.getByText('This study takes no more from one person.')).toBeVisible()

  if (holder) await nextDesk(holder.access)
  const first = await browse(browser, complaints, signIn, waiting?.actor.id ?? '')
  await first.goto(`/annotate/${studyId}`)
  await expect(first.getByRole('heading', { name: 'Nothing to judge just now' })).toBeVisible()
  await expect(first.getByText('The last pairs are on other people’s screens.')).toBeVisible()

  const overview = await browse(browser, complaints, signIn, researcher.id)
  await overview.goto(`/studies/${studyId}`)
  await expect(rowOf(overview, 'C01')).toContainText(/waiting since .*: all slots left are leased/)
  await expect(rowOf(overview, 'C02')).toContainText('judging now')
  await expect(rowOf(overview, 'C03')).toContainText('finished: cap reached')
  await expect(overview.getByText('C01 waits.')).toBeVisible()
})

test('one annotator’s page shows what they did, and nothing of systems while the study is open', async ({
  browser,
  complaints,
  signIn,
}) => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 3 })
  const [person] = await enrolPeople(studyId, 1)
  const desk = await browse(browser, complaints, signIn, person?.actor.id ?? '')
  await desk.goto(`/annotate/${studyId}`)
  await judgeSome(desk, 2, () => 'left')
  const page = await browse(browser, complaints, signIn, researcher.id)
  await page.goto(`/studies/${studyId}/annotators`)
  await page.getByRole('link', { name: 'C01', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'C01' })).toBeVisible()
  // Verdicts are told once results are: with the plan's sides they would be the results.
  await expect(page.getByText('withheld', { exact: true })).toHaveCount(2)
  await expect(page.getByText('Answer A is significantly better')).toHaveCount(0)
  await expect(page.locator('main')).not.toContainText(/Focal|Baseline/)
  await expect(page.getByText('hidden until the study is closed')).toHaveCount(2)

  await page.getByRole('button', { name: 'Exclude from results…' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('pressed 1 throughout')
  await page.getByRole('button', { name: 'Exclude C01' }).click()
  await expect(page.getByRole('row', { name: /excluded C01 from the results.*pressed 1 throughout/ })).toBeVisible()
  await page.goto(`/studies/${studyId}`)
  await confirm(page, 'Close…', 'Close for good')
  await page.goto(`/studies/${studyId}/annotators/${person?.annotator.id}`)
  await expect(page.getByRole('cell', { name: /Focal \| Baseline 1|Baseline 1 \| Focal/ })).toHaveCount(2)
  await page.goto(`/studies/${studyId}/audit`)
  for (const act of [/^closed “/, /^excluded C01/, /^opened “.*: 3 items and 3 slots/])
    await expect(page.getByRole('cell', { name: act })).toBeVisible()
})

/** Makes up how far the opening of a study is that a job is at. */
async function setProgress(studyId: string, done: number): Promise<void> {
  const id = await findLive(openingJob, studyId)
  const write = async () => (await db.jobRun.updateMany({ where: { id }, data: { done, total: 300_000 } })).count
  await expect.poll(write).toBe(1)
}

test('an opening that runs is shown on the page, and the page goes on when it has ended', async ({
  browser,
  complaints,
  signIn,
}) => {
  const { studyId, researcher } = await makeDraft({ prompts: 2 })
  const page = await browse(browser, complaints, signIn, researcher.id)
  // The opening waits for this transaction, which holds the study's row.
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR UPDATE`
      await db.$transaction((other) => enqueue(other, openingJob, { studyId, actorId: researcher.id }, studyId))
      await setProgress(studyId, 120_000)
      await page.goto(`/studies/${studyId}`)
      await expect(page.getByText('Writing items and slots: 120,000 of 300,000')).toBeVisible()
      await expect(page.getByRole('button', { name: 'Open the study…' })).toBeHidden()
      await setProgress(studyId, 240_000)
      await expect(page.getByText('Writing items and slots: 240,000 of 300,000')).toBeVisible()
    },
    { timeout: 60_000 },
  )
  await expect(page.getByRole('button', { name: 'Pause…' })).toBeVisible({ timeout: 60_000 })
})

test('whoever opens a study sees how far it has come', async ({ browser, complaints, signIn }) => {
  const { studyId, researcher } = await makeDraft({ prompts: 2 })
  const page = await browse(browser, complaints, signIn, researcher.id)
  await page.goto(`/studies/${studyId}`)
  // The opening waits for this transaction, which holds the study's row; how far it is said to be is made up.
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR UPDATE`
      await page.getByRole('button', { name: 'Open the study…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Open the study' }).click()
      await expect.poll(() => findLive(openingJob, studyId)).toBeTruthy()
      await setProgress(studyId, 120_000)
      await expect(page.getByText('Writing items and slots: 120,000 of 300,000')).toBeVisible()
    },
    { timeout: 60_000 },
  )
  await expect(page.getByRole('button', { name: 'Pause…' })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()
})
