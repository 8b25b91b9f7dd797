import { parse } from 'csv-parse/sync'
import { FIGURE_ENDINGS, FIGURE_FORMATS, type FigureEnding } from '@/lib/figures/files/formats'
import { FIGURES, type FigureName } from '@/lib/figures/registry'
import { makeActor } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'

const TYPES: Record<FigureEnding, RegExp> = {
  svg: /^image\/svg\+xml/,
  png: /^image\/png$/,
  pdf: /^application\/pdf$/,
  csv: /^text\/csv/,
  tex: /^application\/x-tex/,
  txt: /^text\/plain/,
}

const BEGINS: Record<FigureEnding, RegExp> = {
  svg: /^<svg [^>]*xmlns=/,
  png: /^.PNG\r\n/,
  pdf: /^%PDF-1\./,
  csv: /^study,study_id,origin,/,
  tex: /^% needs .*\n(% .*\n)?(\{.*\n)?\\begin\{(long)?table\}/,
  txt: /^[A-Z][^.]+\. /,
}

/** Where each figure stands, and of its numbers one that is printed in it: a column, in percent or as it is. */
const SHOWN: Record<FigureName, [page: string, column: string, print: (value: number) => string]> = {
  'figure-1': ['results', 'win_share', (share) => (100 * share).toFixed(1).replace(/\.0$/, '')],
  anytime: ['results', 'score', (share) => (100 * share).toFixed(1)],
  categories: ['results', 'wins', String],
  tags: ['results', 'losses', String],
  agreement: ['agreement', 'tie_discounted', (share) => (100 * share).toFixed(1)],
  coefficients: ['agreement', 'kappa', (value) => value.toFixed(2).replace('-', '−')],
  sides: ['agreement', 'left_share', (share) => (100 * share).toFixed(1)],
  annotators: ['agreement', 'left', (share) => (100 * share).toFixed(1)],
  strengths: ['rankings', 'strength', (strength) => strength.toFixed(0)],
  comparisons: ['rankings', 'n', String],
  effects: ['rankings', 'estimate', (value) => value.toFixed(2).replace('-', '−')],
  parity: ['judges', 'difference', (share) => (100 * share).toFixed(1).replace('-', '−')],
  replacing: ['judges', 'advantage', (share) => (100 * share).toFixed(1)],
  habits: ['judges', 'value', (share) => (100 * share).toFixed(1)],
  'same-order': ['judges', 'kendall', (value) => value.toFixed(2).replace('-', '−')],
  powered: ['judges', 'score', (share) => (100 * share).toFixed(1)],
  'no-verdicts': ['judges', 'no_verdict_share', (share) => (100 * share).toFixed(1)],
}

test('every figure of a study comes as every file, with the numbers of the page', async ({ page, signIn }) => {
  test.setTimeout(180_000)
  const studyId = await makeJudged()
  await signIn(page, (await makeActor('ADMIN')).id)
  let at = ''
  for (const { name } of FIGURES) {
    const [tab, column, print] = SHOWN[name]
    if (at !== tab) await openFigures(page, `/studies/${studyId}/${tab}`)
    at = tab
    const figure = page.locator(`#${name}`)
    const files = {} as Record<FigureEnding, string>
    for (const ending of FIGURE_ENDINGS) {
      const { label } = FIGURE_FORMATS[ending]
      const href = await figure.getByRole('link', { name: label, exact: true }).getAttribute('href')
      const answer = await page.request.get(href ?? '')
      const what = `${name}.${ending}`
      expect(answer.status(), what).toBe(200)
      expect(answer.headers()['content-type'], what).toMatch(TYPES[ending])
      expect(answer.headers()['content-disposition'], what).toBe(`attachment; filename="every-figure-${what}"`)
      const isText = ending !== 'png' && ending !== 'pdf'
      files[ending] = (await answer.body()).toString(isText ? 'utf8' : 'latin1')
      expect(files[ending].length, what).toBeGreaterThan(100)
      expect(files[ending], what).toMatch(BEGINS[ending])
    }
    const [row] = parse<Record<string, string>>(files.csv, { columns: true }).filter((one) => one[column] !== '')
    const number = print(Number(row?.[column]))
    await expect(figure.locator('[data-width=wide] svg'), `${name}: ${column} ${number}`).toContainText(number)
    expect(files.svg, `${name}: ${column} ${number}`).toContain(number)
    const caption = files.txt.trim().replace(/^[^.]+\. /, '')
    await expect(figure.locator('figcaption')).toContainText(caption)
    expect(caption).toContain('Simulated: ')
    expect(caption).toContain('interim')
    expect(row?.rule).toMatch(/^(all|earliest)$/)
  }

  // The rule and the group that are shown are those of the file.
  await openFigures(page, `/studies/${studyId}/results?rule=majority&group=crowd`)
  const href = await page.locator('#figure-1').getByRole('link', { name: 'CSV' }).getAttribute('href')
  const rows = parse<Record<string, string>>(await (await page.request.get(href ?? '')).text(), { columns: true })
  expect(new Set(rows.map(({ rule, group }) => `${rule} ${group}`))).toEqual(new Set(['majority crowd']))
  await expect(page.locator('#figure-1 figcaption')).toContainText('the most frequent one')

  // Agreement is on the shared set until everything pairable is asked for; its files and the items behind it follow.
  await openFigures(page, `/studies/${studyId}/agreement`)
  await expect(page.locator('#agreement figcaption')).toContainText('on the shared set')
  await page.getByRole('navigation', { name: 'Published values' }).getByRole('link', { name: 'LIMA (2023)' }).click()
  await expect(page.locator('#agreement figcaption')).toContainText('▽ published: within crowd 82')
  await page
    .getByRole('region', { name: 'Coefficients of all annotators together' })
    .locator('tbody td a')
    .first()
    .click()
  await expect(page.getByText('5 items with 20 judgments', { exact: false })).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: 'Everything pairable' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/set=pairable.*reference=lima-2023/)
  await expect(page.locator('#agreement figcaption')).toContainText('on everything pairable')
  const agreed = await page.locator('#agreement').getByRole('link', { name: 'CSV' }).getAttribute('href')
  const pairs = parse<Record<string, string>>(await (await page.request.get(agreed ?? '')).text(), { columns: true })
  expect(new Set(pairs.map(({ set }) => set))).toEqual(new Set(['pairable']))
  expect(pairs[0]).toMatchObject({ label_pairs: '120', tie_discounted_published: '0.82', published_by: 'LIMA (2023)' })

  // A snapshot holds the numbers of all of these, beside those of now.
  await openFigures(page, `/studies/${studyId}/results`)
  await page.getByLabel('Freeze these numbers as').fill('Before the talk')
  await page.getByRole('button', { name: 'Freeze' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Before the talk' })).toBeVisible()
  await expect(page.getByText('frozen, all the same now.')).toHaveCount(FIGURES.length)

  // What is planned and not judged is said, and opens its items; so does a number.
  await openFigures(page, `/studies/${studyId}/results`)
  const planned = page.getByRole('region', { name: 'Planned and not judged' })
  await planned.first().getByRole('link', { name: '1', exact: true }).last().click()
  await expect(page.getByText('1 item,', { exact: false })).toBeVisible()
  await openFigures(page, `/studies/${studyId}/results`)
  const counts = page.locator('#categories [data-width=wide] a').first()
  const [wins = 0, ties = 0, losses = 0] = ((await counts.textContent()) ?? '').match(/\d+/g)?.map(Number) ?? []
  await counts.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
  const cells = await page
    .getByRole('region', { name: 'Items' })
    .locator('tbody td:nth-last-child(2)')
    .allTextContents()
  const sums = [0, 1, 2].map((k) => cells.reduce((sum, cell) => sum + Number(cell.match(/\d+/g)?.[k]), 0))
  expect(sums).toEqual([wins, ties, losses])
  await openFigures(page, `/studies/${studyId}/results`)
  await page.locator('#figure-1 [data-width=wide] a[href*="outcome=loss"]').first().click()
  await expect(page).toHaveURL(/items\?.*outcome=loss/)
  await expect(page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
})
