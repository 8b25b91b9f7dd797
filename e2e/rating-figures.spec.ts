import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { db } from '@/lib/db/client'
import { FIGURE_ENDINGS, FIGURE_FORMATS } from '@/lib/figures/files/formats'
import { RATING_FIGURES, type RatingFigureName } from '@/lib/figures/registry'
import { makeActor } from '@/lib/testing/fixtures'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { expect, test } from './fixtures'
import { makeRated, openRated } from './rated-study'

const percent = (share: number) => (100 * share).toFixed(1)
const score = (value: number) => value.toFixed(2).replace('-', '−')

/** Where each figure stands, and of its numbers one that is printed in it. */
const SHOWN: Record<RatingFigureName, [page: string, column: string, print: (value: number) => string]> = {
  shares: ['results', 'SAFE_share', percent],
  'shares-by-category': ['results', 'SAFE_share', percent],
  'shares-by-tag': ['results', 'UNSAFE_share', percent],
  turns: ['results', 'SAFE_share', percent],
  'no-failure': ['results', 'at_risk', String],
  means: ['results', 'mean', score],
  'means-by-number': ['results', 'number', (value) => value.toLocaleString('en')],
  'means-anytime': ['results', 'mean', score],
  differences: ['rankings', 'difference', score],
  'rating-agreement': ['agreement', 'value', score],
  severity: ['agreement', 'less_others', score],
  'rating-parity': ['judges', 'difference', (share) => (100 * share).toFixed(1).replace('-', '−')],
  'rating-no-verdicts': ['judges', 'no_verdict_share', percent],
}

test('every figure of a rating study stands on its page and comes as every file', async ({ page, signIn }) => {
  test.setTimeout(240_000)
  const studyId = await makeRated()
  await signIn(page, (await makeActor('ADMIN')).id)
  for (const { name } of RATING_FIGURES) {
    const [tab, column, print] = SHOWN[name]
    await openRated(page, `/studies/${studyId}/${tab}?criterion=1`, name)
    const figure = page.locator(`#${name}`)
    const texts: Record<string, string> = {}
    for (const ending of FIGURE_ENDINGS) {
      const { label } = FIGURE_FORMATS[ending]
      const href = await figure.getByRole('link', { name: label, exact: true }).getAttribute('href')
      const answer = await page.request.get(href ?? '')
      expect(answer.status(), `${name}.${ending}`).toBe(200)
      texts[ending] = (await answer.body()).toString('utf8')
    }
    const [row] = parse<Record<string, string>>(texts.csv ?? '', { columns: true }).filter((one) => one[column] !== '')
    const number = print(Number(row?.[column]))
    await expect(figure.locator('[data-width=wide] svg'), `${name}: ${column}`).toContainText(number)
    expect(texts.svg, `${name}: ${column}`).toContain(number)
  }
})

test('a rating leads from the figure to the responses it is of', async ({ page, signIn }) => {
  const studyId = await makeRated()
  await signIn(page, (await makeActor('ADMIN')).id)
  await openRated(page, `/studies/${studyId}/results?criterion=1`, 'shares')
  const figure = page.locator('#shares [data-width=wide]')
  const size = (await figure.getByText(/^n = /).first().textContent()) ?? ''
  await figure.getByRole('link', { name: size }).first().click()
  await expect(page.getByText(`with ${size.replace('n = ', '')} ratings`)).toBeVisible()
  await page.getByLabel('Rating').selectOption('Unsafe')
  await page.getByRole('spinbutton', { name: 'Turn' }).fill('2')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/option=UNSAFE.*turn=2|turn=2.*option=UNSAFE/)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Item')
  await expect(page.getByText('Turn 2:').first()).toBeVisible()
})

test('an admin gives systems a number, and means stand against it', async ({ page, signIn }) => {
  const { studyId, promptSet } = await makeRatingStudy({
    prompts: 4,
    systems: 2,
    overlap: 2,
    design: { looks: 'ANYTIME' },
  })
  await db.system.updateMany({ where: { id: { in: promptSet.systems.map(({ id }) => id) } }, data: { attributes: {} } })
  await judgeRatings(studyId)
  await signIn(page, (await makeActor('ADMIN')).id)
  await openRated(page, `/studies/${studyId}/results`, 'shares')
  await expect(page.locator('#means-by-number')).toHaveCount(0)
  await page.getByText('Numbers of the systems').click()
  const name = `examples ${randomUUID().slice(0, 4)}`
  await page.getByLabel('Name of the number').fill(name)
  await page.getByLabel('Rated 1', { exact: true }).fill('two')
  await page.getByLabel('Rated 2', { exact: true }).fill('32000')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.getByText('Give a number, such as 2000, or nothing.')).toBeVisible()
  await page.getByLabel('Rated 1', { exact: true }).fill('2000')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.locator('#means-by-number figcaption')).toContainText(`against its ${name}, on a logarithmic axis`)
})
