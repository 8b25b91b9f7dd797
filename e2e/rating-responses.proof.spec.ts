import { randomUUID } from 'node:crypto'
import { makeActor } from '@/lib/testing/fixtures'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { expect, test } from './fixtures'
import { makeRated, openRated } from './rated-study'

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
  const tag = randomUUID().slice(0, 4)
  // Of its own: a system has its numbers in all studies.
  const systems = [`Osprey ${tag}`, `Plover ${tag}`] as const
  const { studyId } = await makeRatingStudy({
    ...{ prompts: 4, systems: [...systems], overlap: 2 },
    design: { looks: 'ANYTIME' },
  })
  await judgeRatings(studyId)
  await signIn(page, (await makeActor('ADMIN')).id)
  await openRated(page, `/studies/${studyId}/results`, 'shares')
  await expect(page.locator('#means-by-number')).toHaveCount(0)
  await page.getByText('Numbers of the systems').click()
  const name = `examples ${tag}`
  await page.getByLabel('Name of the number').fill(name)
  await page.getByLabel(systems[0], { exact: true }).fill('two')
  await page.getByLabel(systems[1], { exact: true }).fill('32000')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.getByText('Give a number, such as 2000, or nothing.')).toBeVisible()
  await page.getByLabel(systems[0], { exact: true }).fill('2000')
  await page.getByRole('button', { name: 'Save numbers' }).click()
  await expect(page.locator('#means-by-number figcaption')).toContainText(`against its ${name}, on a logarithmic axis`)
})
