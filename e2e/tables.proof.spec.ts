import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { countsFromFiles } from './counting'
import { expect, test } from './fixtures'

const mark = Date.now().toString(36)

const csv = (name: string, lines: readonly string[]) => ({
  ...{ name, mimeType: 'text/csv' },
  buffer: Buffer.from(lines.join('\n')),
})

const VOTES = [
  'Task;Question;Left model;Right model;Left answer;Right answer;Vote;Worker;Stage',
  't-1;How do I free a stuck zip?;Heron;Quill;Wax.;Oil.;left;w1;final',
  't-1;How do I free a stuck zip?;Quill;Heron;Oil.;Wax.;left;w2;final',
  't-2;What is a fathom?;Heron;Quill;Six feet.;A rope.;equal;w1;final',
  't-2;What is a fathom?;Heron;Quill;Six feet.;A rope.;skipped;w2;final',
  't-2;What is a fathom?;Heron;Quill;Six feet.;A rope.;equal;w3;pilot',
]

test('a table that no format recognises becomes a finished study by what its columns are said to mean', async ({
  page,
  signIn,
  complaints,
}) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.goto('/studies/import')
  await page.locator('input[type=file]').setInputFiles(csv('votes.csv', VOTES))
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText(/The format was not recognised/)).toBeVisible()
  await page.getByRole('link', { name: 'Tell what its columns mean', exact: true }).press('Enter')

  // The file came along; what its columns are called is a proposal, which counts for nothing before it is taken.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring any table')
  await expect(page.getByText(/votes\.csv, .* 5 records, 9 columns/)).toBeVisible()
  await expect(page.getByRole('radio', { name: /^A judgment/ })).toBeChecked()
  await expect(page.getByLabel('Column of System A (proposed)')).toHaveValue('Left model')
  await expect(page.getByLabel('Prompt (proposed)')).toHaveValue('Question')
  const check = page.getByRole('button', { name: 'Check the file' })
  await expect(check).toBeDisabled()
  await page.getByLabel('Prompt id').selectOption('Task')
  await page.getByLabel('Response A').selectOption('Left answer')
  await page.getByLabel('Response B').selectOption('Right answer')

  // Left and right go by who stood where: nothing is guessed about them, and they stop the import.
  await expect(page.getByLabel('“equal” means (proposed)')).toHaveValue('TIE')
  await expect(page.getByText(/3 rows have a value that you have not said the meaning of/)).toBeVisible()
  await page.getByLabel('“left” means').selectOption('FIRST')
  await expect(page.getByText('Shown first: Say which response was shown first: a verdict goes by it.')).toBeVisible()
  await page.getByLabel('Shown first', { exact: true }).selectOption('A')
  await page.getByLabel('“skipped” means').selectOption('NONE')
  await expect(page.getByRole('row', { name: /^2 .*Quill is better.*by w2/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^4 Left out\. Verdict that is none/ })).toBeVisible()
  await expect(page.getByText(/of 5 rows: .*the one shown first 40 % \(2\)/)).toBeVisible()
  await page.getByLabel('Only rows with certain values of').selectOption('Stage')
  await expect(page.getByText('Which rows: Give at least one value.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'final in 4 rows' }).press('Space')
  await expect(
    page.getByRole('row', { name: /^5 Left out\. Not of the chosen rows: “Stage” is "pilot"/ }),
  ).toBeVisible()
  await expectAccessible(page, page.url())

  await page.getByRole('button', { name: 'Take all proposals' }).click()
  await check.click()
  await expect(page.getByText('Name the mapping.')).toBeVisible()
  await page.getByLabel('Name of the mapping').fill(`Votes ${mark}`)
  await check.press('Enter')

  const panel = page.getByRole('complementary', { name: 'The study' })
  await expect(page.getByText(`Read as Votes ${mark}`)).toBeVisible()
  await expect(panel.getByText('left out: not of the chosen rows')).toBeVisible()
  await panel.getByRole('textbox', { name: 'Title' }).fill(`Zips and fathoms ${mark}`)
  await panel.getByRole('checkbox', { name: 'Leave out the 1 problem row' }).press('Space')
  await panel.getByLabel('Focal system').selectOption('Heron')
  await panel.getByRole('button', { name: 'Import 3 judgments' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Zips and fathoms ${mark}` })).toBeVisible()
  const studyId = page.url().split('/').at(-1) ?? ''
  const { figure } = await countsFromFiles(page.request, studyId)
  expect(figure).toEqual({ Quill: [1, 1, 1] })
  // The refusal that led here.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('422')])
})

test('rows that answer one of several questions each are put together to judgments', async ({ page, signIn }) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  const rows = ['model_a,j1,helpful', 'model_b,j1,short', 'tie,j2,helpful']
  const lines = ['Item,Asked,model_a,model_b,Winner,Judge,About', ...rows.map((row) => `q-1,Zip?,Heron,Quill,${row}`)]
  await page.goto('/tables')
  await page.locator('input[type=file]').setInputFiles(csv('about.csv', lines))
  await page.getByLabel('Prompt id').selectOption('Item')
  await page.getByLabel('Prompt', { exact: true }).selectOption('Asked')
  await page.getByLabel('Column of the criterion').selectOption('About')
  await expect(page.getByText(/Say of which rows/)).toBeVisible()
  await page.getByLabel('Asked where “About” is').selectOption('helpful')
  await page.getByRole('button', { name: 'Add a question' }).press('Enter')
  const second = page.getByRole('group', { name: 'Question 2' })
  await second.getByLabel('Asked where “About” is').selectOption('short')
  await second.getByLabel('The question that was asked').fill('Which is shorter?')
  await expect(page.getByRole('row', { name: /^2 .*Quill is better.*by j1/ })).toBeVisible()
  await page.getByRole('button', { name: 'Take all proposals' }).click()
  await page.getByLabel('Name of the mapping').fill(`About ${mark}`)
  await expectAccessible(page, page.url())
  await page.getByRole('button', { name: 'Check the file' }).click()
  const panel = page.getByRole('complementary', { name: 'The study' })
  await panel.getByRole('textbox', { name: 'Title' }).fill(`Zips by questions ${mark}`)
  await panel.getByRole('button', { name: 'Import 2 judgments' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Zips by questions ${mark}` })).toBeVisible()
  const ofStudy = { study: { title: `Zips by questions ${mark}` } }
  expect(await db.judgment.count({ where: { assignment: { item: ofStudy } } })).toBe(3)
})

test('pairs go by a mapping into a prompt set; the mapping is offered again, taken along and deleted', async ({
  page,
  signIn,
}) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  await page.setViewportSize({ width: 390, height: 800 })
  const pairs = csv('pairs.csv', [
    'asked,new one,old one',
    `Zip ${mark}?,Wax.,Oil.`,
    `Fathom ${mark}?,Six feet.,A rope.`,
  ])
  await page.goto('/tables')
  await page.locator('input[type=file]').setInputFiles(pairs)
  await page.getByRole('radio', { name: /^A pair of responses/ }).press('Space')
  await page.getByLabel('Prompt', { exact: true }).selectOption('asked')
  for (const [side, column, name] of [
    ['A', 'new one', `New ${mark}`],
    ['B', 'old one', `Old ${mark}`],
  ] as const) {
    await page
      .getByRole('group', { name: `System ${side}` })
      .getByText('One name')
      .click()
    await page.getByLabel(`Name of System ${side}`).fill(name)
    await page.getByLabel(`Response ${side}`).selectOption(column)
  }
  // A reload takes the file, which only the browser had; what was said is there again with it.
  await page.reload()
  await page.locator('input[type=file]').setInputFiles(pairs)
  await expect(page.getByLabel('Name of System B')).toHaveValue(`Old ${mark}`)
  await expect(page.getByText(`New ${mark}: Wax.`)).toBeVisible()
  await page.getByLabel('Name of the mapping').fill(`Pairs ${mark}`)
  await expectAccessible(page, page.url())
  await page.getByRole('button', { name: 'Check the file' }).click()

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bring in pairs')
  await expect(page.getByText(/2 prompts, with responses of 2 systems/)).toBeVisible()
  await expectAccessible(page, page.url())
  await page.getByRole('textbox', { name: 'Prompt set' }).fill(`Pairs of ${mark}`)
  await page.getByRole('button', { name: 'Import 2 prompts' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Pairs of ${mark}` })).toBeVisible()
  expect(await db.systemResponse.count({ where: { promptSet: { name: `Pairs of ${mark}` } } })).toBe(4)

  await page.goto('/tables')
  await page.locator('input[type=file]').setInputFiles(pairs)
  await page.getByRole('button', { name: `Use Pairs ${mark}` }).click()
  await expect(page.getByText(`Old ${mark}: A rope.`)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: `Download Pairs ${mark}` }).click()
  expect((await download).suggestedFilename()).toBe(`pairs-${mark}.mapping.json`)
  const kept = page.getByRole('listitem').filter({ hasText: `Pairs ${mark}` })
  await kept.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(kept).toBeHidden()
})
