import type { Browser, Page } from '@playwright/test'
import { type Counts, countsFromFiles } from './counting'
import { expect, test, watchComplaints } from './fixtures'
import {
  confirm,
  join,
  judgeAll,
  makeDraft,
  makeLink,
  signInByForm,
  uploadPrompts,
  uploadResponses,
  type Verdict,
} from './steps'

// A second try finds what the first one left.
const SET = `Household questions ${Date.now().toString(36)}`
const FOCAL = 'Quokkatron 9'
const BASELINES = ['Zephyrine 3B', 'Marblewood XL']
const FILES = { [FOCAL]: 'answers-a.jsonl', 'Zephyrine 3B': 'answers-b.json', 'Marblewood XL': 'answers-c.jsonl' }
const GRADES = ['careless', 'passable', 'thorough']

/** How good the answers' own words say they are: what both annotators go by. */
function prefer(left: string, right: string): Verdict {
  const grade = (text: string) => GRADES.findIndex((word) => text.includes(word))
  if (grade(left) === grade(right)) return 'tie'
  return grade(left) > grade(right) ? 'left' : 'right'
}

/** From the files: the focal system's grades are 3 3 2 3 1, its baselines' 1 3 3 1 1 and 3 1 2 2 3; two annotators. */
const EXPECTED: Counts = { 'Zephyrine 3B': [4, 4, 2], 'Marblewood XL': [4, 4, 2] }

async function openPage(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ ...(process.env.NEXTAUTH_URL && { baseURL: process.env.NEXTAUTH_URL }) })
  watchComplaints(context, complaints)
  return context.newPage()
}

test('the whole job, as an admin, a researcher and two annotators', async ({ browser, complaints }) => {
  test.setTimeout(240_000)
  const admin = await openPage(browser, complaints)
  await signInByForm(admin, 'admin@example.org', 'a password for the tests')
  await uploadPrompts(admin, { file: 'questions.csv', set: SET, prompts: 5 })
  for (const [system, file] of Object.entries(FILES))
    await uploadResponses(admin, { file, set: SET, system, prompts: 5 })
  await admin.goto('/admin/people')
  const staffLink = await makeLink(admin, 'Researcher')

  const researcher = await openPage(browser, complaints)
  await join(researcher, staffLink, 'Dana Okafor')
  await expect(researcher.getByRole('link', { name: 'New study' })).toBeVisible()
  await makeDraft(researcher, { title: 'Houses', set: SET, focal: FOCAL, baselines: BASELINES, overlap: 2, seed: 42 })
  const studyUrl = researcher.url()
  const studyId = studyUrl.split('/').at(-1) ?? ''

  await researcher.getByRole('link', { name: 'Preview as an annotator' }).first().click()
  await expect(researcher.getByText('Nothing is recorded', { exact: false }).first()).toBeVisible()
  await expect(researcher.getByRole('region', { name: 'Answer A', exact: true })).toBeVisible()

  await researcher.goto(studyUrl)
  await confirm(researcher, 'Open the study…', 'Open the study')
  await expect(researcher.getByText('0 of 20').first()).toBeVisible()
  await researcher.getByRole('link', { name: 'Annotators', exact: true }).click()
  const annotatorLink = await makeLink(researcher)

  for (const name of ['Ines Albrecht', 'Yusuf Demir']) {
    const annotator = await openPage(browser, complaints)
    await join(annotator, annotatorLink, name)
    expect(await judgeAll(annotator, prefer)).toBe(10)
    await annotator.goto('/')
    await expect(annotator.getByText('10 pairs judged.')).toBeVisible()
  }

  await researcher.goto(studyUrl)
  await expect(researcher.getByText('20 of 20').first()).toBeVisible()
  await researcher.getByRole('link', { name: 'Export', exact: true }).click()
  await expect(researcher.getByRole('button', { name: 'Look early' })).toBeVisible()
  await expect(researcher.getByRole('link', { name: 'judgments.csv', exact: true })).toBeHidden()
  for (const file of [
    'judgments.csv',
    'judgments.jsonl',
    'figures/figure-1.csv',
    'figures/figure-1.svg',
    'figures/sides.csv',
  ])
    expect((await researcher.request.get(`/api/studies/${studyId}/${file}`)).status(), file).toBe(403)
  await researcher.goto(studyUrl)
  await confirm(researcher, 'Close…', 'Close for good')
  await researcher.getByRole('link', { name: 'Results', exact: true }).click()
  const figure = researcher.getByRole('group', { name: /Quokkatron 9/ }).first()
  await expect(figure).toBeVisible()
  for (const baseline of BASELINES) await expect(figure).toContainText(baseline)
  const numbers = researcher.getByRole('region', { name: 'Numbers for Crowd' })
  await expect(numbers.getByRole('row', { name: /Zephyrine 3B/ })).toContainText('40')

  const files = await countsFromFiles(researcher.request, studyId)
  expect(files).toEqual({ csv: EXPECTED, jsonl: EXPECTED, figure: EXPECTED, rows: 20 })
})
