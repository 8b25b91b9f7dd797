import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { createResultsLink } from '@/lib/results/results-links'
import { makeActor } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeJudged, unfoldAll } from './judged-study'
import { makeRated } from './rated-study'

test('a link shows the results of a closed study to a reviewer, and nothing else of it, until it is revoked', async ({
  page,
  browser,
  signIn,
}) => {
  const studyId = await makeJudged()
  const results = `/studies/${studyId}/results`
  const admin = await makeActor('ADMIN', 'Ada Keeper')
  await signIn(page, admin.id)
  await page.goto(results)
  await expect(page.getByRole('heading', { name: 'Show the results to others' })).toHaveCount(0)
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  await page.goto(results)
  await unfoldAll(page)
  await page.getByLabel('For whom').fill('Reviewer 2')
  await page.getByRole('button', { name: 'Make a link to the results' }).click()
  const link = await page.getByRole('textbox', { name: 'Link to the results', exact: true }).inputValue()
  await expect(page.getByText('Not opened yet.')).toBeVisible()

  const reviewer = await (await browser.newContext()).newPage()
  await reviewer.goto(link)
  await expect(reviewer.getByRole('heading', { level: 1, name: 'Every figure' })).toBeVisible()
  await expect(reviewer.locator('figure#figure-1 svg').first()).toBeVisible()
  await unfoldAll(reviewer)
  await expect(reviewer.getByRole('table').first()).toBeVisible()
  // The numbers are those of the study's own page.
  const numbers = async (of: typeof page) => of.getByRole('table', { name: /crowd/ }).first().innerText()
  await unfoldAll(page)
  expect(await numbers(reviewer)).toBe(await numbers(page))
  // No way from there but to what terms mean and how numbers were checked, and nobody by name or code.
  const hrefs = await reviewer
    .locator('main a:not([href^="#"], [href^="/words"], [href="/statistics"])')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  expect(hrefs).toEqual([])
  const sent = await (await reviewer.request.get(link)).text()
  const codes = (await db.annotator.findMany({ where: { studyId }, select: { code: true } })).map(({ code }) => code)
  for (const secret of [studyId, admin.name, admin.email, ...codes.map((code) => `>${code}<`)])
    expect(sent).not.toContain(secret)
  for (const place of [results, `/studies/${studyId}`, `/api/studies/${studyId}/judgments.csv`])
    expect((await reviewer.request.get(new URL(place, link).href, { maxRedirects: 0 })).status()).not.toBe(200)
  await expectAccessible(reviewer, 'shared results')

  await page.reload()
  await expect(page.getByText(/Opened \d+ times/)).toBeVisible()
  await page.getByRole('button', { name: 'Revoke…' }).click()
  await page.getByRole('button', { name: 'Revoke the link' }).click()
  await expect(page.getByText(/Opened \d+ times/)).toHaveCount(0)
  expect((await reviewer.request.get(link)).status()).toBe(404)
  await reviewer.context().close()
})

test('ratings are shown by a link, too, without a way behind their numbers', async ({ page }) => {
  const studyId = await makeRated()
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const maker = await authorizeActor(await makeActor('ADMIN'), studyId, 'study:run')
  const { path } = await createResultsLink(maker, { studyId, note: 'Reviewers', days: 7 })
  await page.goto(path)
  await expect(page.locator('figure#shares svg').first()).toBeVisible()
  await unfoldAll(page)
  await expect(page.getByRole('heading', { name: 'What was left out' })).toBeVisible()
  expect(await page.locator('main a:not([href^="#"])').count()).toBe(0)
  expect(await (await page.request.get(path)).text()).not.toContain(studyId)
})
