import { FIGURE_ENDINGS } from '@/lib/figures/files/formats'
import { FIGURES, RATING_FIGURES } from '@/lib/figures/registry'
import { makeActor } from '@/lib/testing/fixtures'
import { fetchFiles, stemOf } from './figure-files'
import { test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { makeRated, openRated } from './rated-study'
import { RATINGS_SHOWN, SHOWN } from './shown-figures'

test('every figure of a study of comparisons comes as every file', async ({ page, signIn }) => {
  test.setTimeout(240_000)
  const studyId = await makeJudged()
  await signIn(page, (await makeActor('ADMIN')).id)
  let at = ''
  for (const { name } of FIGURES) {
    const [tab] = SHOWN[name]
    if (at !== tab) await openFigures(page, `/studies/${studyId}/${tab}`)
    at = tab
    await fetchFiles(page, page.locator(`#${name}`), { stem: `every-figure-${name}`, endings: FIGURE_ENDINGS })
  }
})

test('every figure of a study of ratings comes as every file', async ({ page, signIn }) => {
  test.setTimeout(240_000)
  const studyId = await makeRated()
  const stem = await stemOf(studyId)
  await signIn(page, (await makeActor('ADMIN')).id)
  let at = ''
  for (const { name } of RATING_FIGURES) {
    const [tab] = RATINGS_SHOWN[name]
    if (at !== tab) await openRated(page, `/studies/${studyId}/${tab}?criterion=1`, name)
    at = tab
    await fetchFiles(page, page.locator(`#${name}`), { stem: `${stem}-${name}`, endings: FIGURE_ENDINGS })
  }
})
