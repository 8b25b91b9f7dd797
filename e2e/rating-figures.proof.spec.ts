import { FIGURE_ENDINGS } from '@/lib/figures/files/formats'
import { RATING_FIGURES } from '@/lib/figures/registry'
import { makeActor } from '@/lib/testing/fixtures'
import { expectNumbers, fetchFiles, stemOf, TOLD } from './figure-files'
import { expect, test } from './fixtures'
import { makeRated, openRated } from './rated-study'
import { RATINGS_SHOWN } from './shown-figures'

test('every figure of a rating study stands on its page with the numbers of its files', async ({ page, signIn }) => {
  test.setTimeout(240_000)
  const studyId = await makeRated()
  await signIn(page, (await makeActor('ADMIN')).id)
  const stem = await stemOf(studyId)
  let at = ''
  for (const { name } of RATING_FIGURES) {
    const [tab] = RATINGS_SHOWN[name]
    const isFirst = at !== tab
    if (isFirst) await openRated(page, `/studies/${studyId}/${tab}?criterion=1`, name)
    at = tab
    const figure = page.locator(`#${name}`)
    await expect(figure).toBeVisible()
    const files = await fetchFiles(page, figure, { stem: `${stem}-${name}`, endings: isFirst ? FIGURE_ENDINGS : TOLD })
    await expectNumbers(figure, RATINGS_SHOWN[name], files)
  }
})
