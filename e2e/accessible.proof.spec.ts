import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { makeRated, openRated } from './rated-study'

const LIMA = '23051120-6000-4000-8000-000000000000'

async function check(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
  await expectAccessible(page, path)
}

test('no accessibility findings on what annotators and admins see', async ({ page, signIn }) => {
  // Some fifteen pages, each looked through four times.
  test.setTimeout(300_000)
  const { studyId, promptSet } = await makeOpenStudy()
  const [person] = await enrolPeople(studyId, 1)
  const upload = await db.upload.findFirstOrThrow({ where: { kind: 'RESPONSES' } })
  await check(page, '/sign-in')
  await signIn(page, person?.actor.id ?? '')
  for (const path of ['/', '/account', `/annotate/${studyId}`]) await check(page, path)
  // A desk left open would ask for its next pair as somebody else.
  await page.goto('about:blank')
  await page.context().clearCookies()
  await signIn(page, (await makeActor('ADMIN')).id)
  const set = `/prompt-sets/${promptSet.id}`
  const sets = ['/prompt-sets', '/prompt-sets/new', set, `${set}/upload`, `/uploads/${upload.id}`]
  for (const path of [
    '/',
    ...sets,
    '/admin/people',
    '/admin/audit',
    '/admin/security',
    '/admin/jobs',
    '/account',
    '/statistics',
    '/words',
    '/reports',
  ])
    await check(page, path)
})

test('no accessibility findings on any page of a study', async ({ page, signIn }) => {
  test.setTimeout(300_000)
  const { studyId } = await makeOpenStudy()
  const draft = await makeDraft()
  const [person] = await enrolPeople(studyId, 1)
  await signIn(page, (await makeActor('ADMIN')).id)
  const parts = ['', '/design', '/design/rehearse', '/annotators', '/results', '/export', '/preview', '/audit']
  const paths = [...parts, `/annotators/${person?.annotator.id}`].map((path) => `/studies/${studyId}${path}`)
  const published = ['', '/results', '/export'].map((path) => `/studies/${LIMA}${path}`)
  for (const path of ['/studies/new', `/studies/${draft.studyId}/design`, ...paths, ...published])
    await check(page, path)
})

test('pages of figures have no accessibility findings', async ({ page, signIn }) => {
  const studyId = await makeJudged()
  await signIn(page, (await makeActor('ADMIN')).id)
  for (const path of ['results', 'agreement', 'rankings', 'judges', 'items?show=any', 'items/0']) {
    const address = `/studies/${studyId}/${path}`
    if (path.startsWith('items')) await page.goto(address)
    else await openFigures(page, address)
    await expectAccessible(page, path)
  }
})

test('no accessibility findings on what is seen of a rating study', async ({ page, signIn }) => {
  test.setTimeout(300_000)
  const studyId = await makeRated()
  await signIn(page, (await makeActor('ADMIN')).id)
  const figures = { results: 'turns', agreement: 'severity', rankings: 'differences' }
  for (const [path, figure] of Object.entries(figures)) {
    await openRated(page, `/studies/${studyId}/${path}?criterion=1`, figure)
    await expectAccessible(page, path)
  }
  const [person] = await db.annotator.findMany({ where: { studyId }, take: 1 })
  for (const path of ['', '/items?show=any&criterion=1', '/items/0', `/annotators/${person?.id}`, '/design'])
    await check(page, `/studies/${studyId}${path}`)
})
