import type { Locator, Page } from '@playwright/test'
import { authorizeActor } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import type { Message } from '@/lib/prompts/messages'
import { type Scale, scaleLabels } from '@/lib/protocols/comparison/scales'
import { openStudy } from '@/lib/studies/open-study'
import { enrolPeople, makeDraft } from '@/lib/testing/fixtures'
import { test as base } from './fixtures'

export { expect } from './fixtures'

export type Desk = { studyId: string; annotatorId: string; userId: string; page: Page; researcher: Actor }

type Wish = {
  pairs?: number
  design?: Partial<ComparisonDesign>
  /** Whether a practice pair with the known verdict A comes first. */
  practice?: boolean
  /** What the two systems answer to every prompt. */
  answers?: [Message[], Message[]]
}

/** An annotator at the desk of a study made as wished. */
export const test = base.extend<{ sitDown: (wish?: Wish) => Promise<Desk> }>({
  sitDown: async ({ page, signIn }, use) =>
    use(async ({ pairs = 6, design = {}, practice = false, answers } = {}) => {
      const draft = await makeDraft({ prompts: pairs, design })
      const { studyId, researcher, promptSet } = draft
      for (const [nth, messages] of answers?.entries() ?? [])
        await db.systemResponse.updateMany({
          where: { promptSetId: promptSet.id, systemId: promptSet.systems[nth]?.id ?? '' },
          data: { messages },
        })
      if (practice) await addPractice(draft)
      await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
      const [person] = await enrolPeople(studyId, 1)
      if (!person) throw new Error('nobody enrolled')
      await signIn(page, person.actor.id)
      await page.goto(`/annotate/${studyId}`)
      return { studyId, annotatorId: person.annotator.id, userId: person.actor.id, page, researcher }
    }),
})

async function addPractice({ studyId, promptSet }: Awaited<ReturnType<typeof makeDraft>>) {
  const prompt = await db.prompt.findFirstOrThrow({
    where: { promptSetId: promptSet.id },
    orderBy: { position: 'asc' },
  })
  const [a, b] = promptSet.systems
  await db.knownItem.create({
    data: {
      ...{
        studyId,
        position: 0,
        kind: 'PRACTICE',
        promptId: prompt.id,
        systemAId: a?.id ?? '',
        systemBId: b?.id ?? '',
      },
      ...{ expected: 'TIE', feedback: 'Both say **the same**.' },
    },
  })
}

/** A question on a scale, in the scale's own words. */
export function question(text: string, scale: Scale) {
  return { question: text, scale, labels: scaleLabels(scale) }
}

export const judgments = (studyId: string) => db.judgment.count({ where: { studyId } })

export const verdictButton = (page: Page, name: string | RegExp = 'Answer A is significantly better') =>
  page.getByRole('button', { name })

/**
 * Presses a key until what it is to bring about is there: keys rest for a moment after a verdict. What it waits for has to
 * be on the screen: what comes later, as rows of the database do, would be pressed for twice.
 */
export async function pressUntil(page: Page, key: string, isThere: () => Promise<boolean>): Promise<void> {
  await base
    .expect(async () => {
      if (await isThere()) return
      await page.keyboard.press(key)
      // The rest is over by then: what was heard shows at once.
      await base.expect.poll(isThere, { timeout: 400, intervals: [25] }).toBe(true)
    })
    .toPass({ intervals: [25] })
}

/** Presses a key, again while keys rest, until what it brings is there: both happen in one task of the page. */
export async function press(page: Page, key: string, brings: Locator): Promise<void> {
  await base
    .expect(async () => {
      await page.keyboard.press(key)
      base.expect(await brings.isVisible()).toBe(true)
    })
    .toPass({ intervals: [50] })
}
