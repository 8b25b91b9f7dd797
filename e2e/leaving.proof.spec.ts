import { readFile } from 'node:fs/promises'
import { db } from '@/lib/db/client'
import { unzip } from '@/lib/testing/study-file'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { signInByForm } from './steps'

test('texts are in a bundle once somebody decided so, and a push asks for what it lacks', async ({ page }) => {
  const studyId = await makeJudged()
  await signInByForm(page, 'admin@example.org', 'a password for the tests')
  await openFigures(page, `/studies/${studyId}/results`)
  await page.getByLabel('Freeze these numbers as').fill('Before the talk')
  // Until all numbers are computed one is told to try again.
  await expect(async () => {
    await page.getByRole('button', { name: 'Freeze' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Before the talk' })).toBeVisible()
  }).toPass()
  await page.goto(`/studies/${studyId}/export`)
  const filesOf = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `${name} of Before the talk` }).click(),
    ])
    return unzip(await readFile(await download.path()))
  }
  const without = await filesOf('bundle.zip')
  expect(JSON.parse(without['manifest.json'] ?? '')).toMatchObject({ texts: { included: false } })
  expect(Object.keys(without)).toEqual(
    expect.arrayContaining(['figures/figure-1.svg', 'figures/figure-1.pdf', 'screens/judging-ko.svg']),
  )

  const push = page.getByRole('region', { name: /^Push to / })
  await expect(push.getByRole('checkbox', { name: 'Private' })).toBeChecked()
  await expect(push.getByRole('checkbox', { name: 'With prompts and responses' })).toBeDisabled()
  await push.getByRole('button', { name: 'Push the data set' }).click()
  await expect(push.getByText('Write OWNER/NAME: letters, digits, points, hyphens.')).toBeVisible()
  await push.getByRole('textbox', { name: 'Data set' }).fill('lab/heron')
  await push.getByRole('button', { name: 'Push the data set' }).click()
  await expect(push.getByText('Enter a token that may write to this data set.')).toBeVisible()
  expect(await db.hubPush.count({ where: { studyId } })).toBe(0)

  const texts = page.getByRole('region', { name: 'Texts in files for others' })
  await texts.getByRole('button', { name: 'Put the texts in files for others' }).click()
  await expect(texts.getByText('Say in a sentence on what grounds the texts may be given on.')).toBeVisible()
  await expectAccessible(page, 'what leaves a study, with problems shown')
  await texts.getByRole('textbox').fill('We wrote all of them ourselves.')
  await texts.getByRole('button', { name: 'Put the texts in files for others' }).click()
  await expect(texts.getByText('“We wrote all of them ourselves.”')).toBeVisible()
  expect(Object.keys(await filesOf('bundle.zip with texts'))).toContain('data/pairs.jsonl')
  expect(Object.keys(await filesOf('bundle.zip without texts'))).not.toContain('data/pairs.jsonl')
  await page.goto(`/studies/${studyId}/audit`)
  await expect(page.getByText(/let the texts of .* be given on in its files, because/)).toBeVisible()
})
