import type { Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { RatingDesign } from '@/lib/designs/schema'
import type { Message } from '@/lib/prompts/messages'
import type { RatingCriterion } from '@/lib/protocols/rating/design'
import { SCALES } from '@/lib/protocols/rating/scales'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { test as base } from './fixtures'

export { expect } from './fixtures'

type Wish = {
  prompts?: number
  systems?: number
  design?: Partial<RatingDesign>
  /** Whether a practice response comes first that is known to be excellent. */
  practice?: boolean
  /** What the systems answer to every prompt, one after the other. */
  responses?: Message[][]
  /** What is asked of all of them. */
  prompt?: Message[]
}

/** An annotator at the desk of a rating study made as wished. */
export const test = base.extend<{ sitDownToRate: (wish?: Wish) => Promise<{ studyId: string; userId: string }> }>({
  sitDownToRate: async ({ page, signIn }, use) =>
    use(async ({ prompts = 3, systems = 2, design = {}, practice = false, responses = [], prompt } = {}) => {
      const draft = await makeRatingDraft({ prompts, systems: Math.max(systems, responses.length), design })
      const { studyId, researcher, promptSet } = draft
      for (const [nth, messages] of responses.entries())
        await db.systemResponse.updateMany({
          where: { promptSetId: promptSet.id, systemId: promptSet.systems[nth]?.id ?? '' },
          data: { messages },
        })
      if (prompt) await db.prompt.updateMany({ where: { promptSetId: promptSet.id }, data: { messages: prompt } })
      if (practice) await addPractice(draft)
      await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
      const [person] = await enrolPeople(studyId, 1)
      if (!person) throw new Error('nobody enrolled')
      await signIn(page, person.actor.id)
      await page.goto(`/annotate/${studyId}`)
      return { studyId, userId: person.actor.id }
    }),
})

async function addPractice({ studyId, promptSet }: Awaited<ReturnType<typeof makeRatingDraft>>) {
  const where = { promptSetId: promptSet.id }
  const { id: promptId } = await db.prompt.findFirstOrThrow({ where, orderBy: { position: 'asc' } })
  const systemAId = promptSet.systems[0]?.id ?? ''
  const known = { position: 0, kind: 'PRACTICE', expected: 'EXCELLENT', feedback: 'It says **all** there is.' } as const
  await db.knownItem.create({ data: { studyId, promptId, systemAId, ...known } })
}

/** A question with a scale that comes ready-made. */
export function rated(question: string, scale: keyof typeof SCALES, unit: RatingCriterion['unit'] = 'RESPONSE') {
  const options = SCALES[scale].options.map((option) => ({ anchor: '', ...option }))
  return { question, unit, options }
}

/** A dialogue: the assistant says the first, the third and so on. */
export function dialogue(...texts: string[]): Message[] {
  return texts.map((content, nth) => ({ role: nth % 2 === 0 ? ('assistant' as const) : ('user' as const), content }))
}

export const judgments = (studyId: string) => db.judgment.count({ where: { studyId } })

/** An option of the question on the screen. */
export const option = (page: Page, name: string) => page.locator('#verdict').getByRole('button', { name, exact: true })

/** The line of grades under a turn. */
export const gradesOf = (page: Page, turn: number) =>
  page.locator('main:not([inert])').getByRole('group', { name: new RegExp(`^Turn ${turn} of `) })

/** Grades a turn by pointer, again until it is taken: the desk rests for a moment after each answer. */
export async function grade(page: Page, turn: number, name: string): Promise<void> {
  const button = gradesOf(page, turn).getByRole('button', { name, exact: true })
  await base
    .expect(async () => {
      await button.click()
      await base.expect(button).toHaveAttribute('aria-pressed', 'true', { timeout: 400 })
    })
    .toPass({ intervals: [25] })
}
