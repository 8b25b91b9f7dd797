import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeJudged, openFigures } from './judged-study'
import { makeRated, openRated } from './rated-study'

const LIMA = '23051120-6000-4000-8000-000000000000'

/** Where files are brought in. */
const BRINGING = ['/tables', '/studies/import', '/prompt-sets/pairs']

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
  const sets = ['/prompt-sets', '/prompt-sets/new', set, `${set}/upload`, `/uploads/${upload.id}`, ...BRINGING]
  for (const path of [
    '/',
    ...sets,
    '/admin/people',
    '/admin/audit',
    '/admin/security',
    '/admin/jobs',
    '/account',
    '/account/tokens',
    '/account/webhooks',
    '/docs/api',
    '/statistics',
    '/words',
    '/reports',
  ])
    await check(page, path)
})

test('all that can be used where files are brought in is reached by Tab alone, and shows that it was', async ({
  page,
  signIn,
}) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  for (const path of [...BRINGING, '/prompt-sets/new']) {
    await page.goto(path)
    const usable =
      'main :is(a[href], button, select, textarea, input:not([type=hidden], [type=file])):enabled, main a[href]'
    const wanted = await page.locator(usable).filter({ visible: true }).count()
    expect(wanted, path).toBeGreaterThan(0)
    const reached = new Set<string>()
    for (let pressed = 0; pressed < 100; pressed++) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(() => {
        const { activeElement: focused } = document
        if (!focused?.closest('main')) return null
        // A place to drop files shows it itself when the button within it is reached.
        const shows = (one: Element) => getComputedStyle(one).outlineStyle !== 'none'
        let seen: Element | null = focused
        while (seen && !shows(seen)) seen = seen.parentElement
        const number = [...document.querySelectorAll('main *')].indexOf(focused)
        return {
          number: String(number),
          name: focused.outerHTML.slice(0, 120),
          isSeen: seen !== null,
        }
      })
      if (at === null && reached.size > 0) break
      if (at === null) continue
      expect(at.isSeen, `${path}: ${at.name}`).toBe(true)
      reached.add(at.number)
    }
    expect(reached.size, path).toBeGreaterThanOrEqual(wanted)
  }
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
