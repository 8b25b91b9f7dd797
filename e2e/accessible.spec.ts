import AxeBuilder from '@axe-core/playwright'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { expect, test } from './fixtures'

const LIMA = '23051120-6000-4000-8000-000000000000'

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`no accessibility findings on any page, ${colorScheme}, ${width} px`, async ({ page, signIn }) => {
      test.setTimeout(180_000)
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      const { studyId, promptSet } = await makeOpenStudy()
      const draft = await makeDraft()
      const [person] = await enrolPeople(studyId, 1)
      const upload = await db.upload.findFirstOrThrow({ where: { kind: 'RESPONSES' } })
      const check = async (path: string) => {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached()
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
          .analyze()
        expect(violations.map(({ id, nodes }) => `${path}: ${id} at ${nodes[0]?.target}`)).toEqual([])
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
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
