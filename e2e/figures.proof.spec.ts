import { parse } from 'csv-parse/sync'
import { FIGURE_ENDINGS } from '@/lib/figures/files/formats'
import { FIGURES } from '@/lib/figures/registry'
import { makeActor } from '@/lib/testing/fixtures'
import { expectNumbers, fetchFiles, TOLD } from './figure-files'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { SHOWN } from './shown-figures'

test('every figure of a study stands on its page with the numbers of its files', async ({ page, signIn }) => {
  test.setTimeout(180_000)
  const studyId = await makeJudged()
  await signIn(page, (await makeActor('ADMIN')).id)
  let at = ''
  for (const { name } of FIGURES) {
    const [tab] = SHOWN[name]
    const isFirst = at !== tab
    if (isFirst) await openFigures(page, `/studies/${studyId}/${tab}`)
    at = tab
    const figure = page.locator(`#${name}`)
    const endings = isFirst ? FIGURE_ENDINGS : TOLD
    const files = await fetchFiles(page, figure, { stem: `every-figure-${name}`, endings })
    const { row, caption } = await expectNumbers(figure, SHOWN[name], files)
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
