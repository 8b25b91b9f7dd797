import type { Browser, Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import type { RecruitmentInput } from '@/lib/recruitments/schema'
import { openStudy } from '@/lib/studies/open-study'
import { makeDraft } from '@/lib/testing/fixtures'
import { CODES, makeRecruitment, queryOf } from '@/lib/testing/recruitment'
import { pressUntil, verdictButton } from './desk-fixture'
import { test as base, expect, watchComplaints } from './fixtures'

export { CODES, expect }

type Wish = {
  pairs?: number
  design?: Partial<ComparisonDesign>
  recruitment?: Partial<RecruitmentInput>
  /** Items whose first verdict is known to be a tie. */
  known?: ('PRACTICE' | 'GOLD')[]
}

export type Crowd = Awaited<ReturnType<typeof makeCrowd>>

/** An open study with a recruitment, and the links that its platform makes for people. */
export async function makeCrowd({ pairs = 2, design = {}, recruitment = {}, known = [] }: Wish = {}) {
  const study = await makeDraft({ prompts: pairs, design })
  const { studyId, researcher, promptSet } = study
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  const [a, b] = promptSet.systems
  for (const [position, kind] of known.entries())
    await db.knownItem.create({
      data: {
        ...{ studyId, position, kind, promptId: prompts[position]?.id ?? '', expected: 'TIE', feedback: 'The same.' },
        ...{ systemAId: a?.id ?? '', systemBId: b?.id ?? '' },
      },
    })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  const made = await makeRecruitment(study, recruitment)
  const linkOf = (participant: string, session?: string) => `/r/${made.token}?${queryOf(participant, session)}`
  return { ...study, ...made, linkOf, home: `/r/${made.token}` }
}

/** Plays the platform: whoever is taken back sees that they are there. */
export async function playPlatform(page: Page): Promise<void> {
  await page
    .context()
    .route('https://app.prolific.com/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Back</title><h1>Back at the platform</h1>' }),
    )
}

/** A browser of its own, of the same person or another, on a phone. */
export async function otherDevice(browser: Browser, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.NEXTAUTH_URL ?? '',
    viewport: { width: 390, height: 844 },
  })
  watchComplaints(context, complaints)
  const page = await context.newPage()
  await playPlatform(page)
  return page
}

export const test = base.extend<{ phone: Page }>({
  phone: async ({ page }, use) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await playPlatform(page)
    await use(page)
  },
})

/** Judges by the key of a tie: pairs `from` to `to` of so many in all, each stored; after the last the desk is at its end. */
export async function judgeTies(page: Page, { from = 1, to, of = to }: { from?: number; to: number; of?: number }) {
  for (let nth = from; nth <= to; nth++) {
    await expect(verdictButton(page, /Neither is significantly better/)).toBeEnabled()
    const stored = page.waitForResponse((answer) => answer.url().endsWith('/judgments'))
    const isThere =
      nth < of
        ? () => page.getByText(`${nth + 1} of ${of}`, { exact: true }).isVisible()
        : () => page.getByRole('button', { name: 'Finish' }).isVisible()
    await pressUntil(page, '2', isThere)
    await stored
  }
}

/** That the page tells an ending with its code, whatever else it says. */
export async function expectEnd(page: Page, heading: string, code: string | null): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  if (code) await expect(page.getByLabel('Your code')).toHaveValue(code)
  expect(page.url()).not.toContain('?')
}
