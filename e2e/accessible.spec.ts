import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

const LIMA = '23051120-6000-4000-8000-000000000000'

for (const width of [1440, 390])
  test(`no accessibility findings on any page, ${width} px`, async ({ page, signIn }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 900 })
    const { studyId, promptSet } = await makeOpenStudy()
    const draft = await makeDraft()
    const [person] = await enrolPeople(studyId, 1)
    const upload = await db.upload.findFirstOrThrow({ where: { kind: 'RESPONSES' } })
    const check = async (path: string) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
      await expectAccessible(page, path)
    }
    await check('/sign-in')
    await signIn(page, person?.actor.id ?? '')
    for (const path of ['/', '/account', `/annotate/${studyId}`]) await check(path)
    await page.context().clearCookies()
    await signIn(page, (await makeActor('ADMIN')).id)
    const study = (id: string) =>
      ['', '/design', '/design/rehearse', '/annotators', '/results', '/export', '/preview'].map(
        (path) => `/studies/${id}${path}`,
      )
    const sets = [
      '/prompt-sets',
      '/prompt-sets/new',
      `/prompt-sets/${promptSet.id}`,
      `/prompt-sets/${promptSet.id}/upload`,
    ]
    const paths = ['/', ...sets, `/uploads/${upload.id}`, '/studies/new', '/admin/people', '/admin/audit']
    const about = [`/studies/${studyId}/audit`, `/studies/${studyId}/annotators/${person?.annotator.id}`]
    for (const path of [...paths, ...study(studyId), ...about, `/studies/${draft.studyId}/design`]) await check(path)
    for (const path of [`/studies/${LIMA}`, `/studies/${LIMA}/results`, `/studies/${LIMA}/export`]) await check(path)
  })
