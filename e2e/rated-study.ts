import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { expect } from './fixtures'
import { unfoldAll } from './judged-study'

const WHO = [
  { group: 'Crowd' },
  { group: 'Crowd' },
  { group: 'Crowd' },
  { group: 'Models', kind: 'LLM' as const, simulated: true },
]

/** Dialogues of three systems, graded by four: the second question is of each turn. */
export async function makeRated(): Promise<string> {
  const title = `Rated ${randomUUID().slice(0, 6)}`
  const design = { title, looks: 'ANYTIME' as const }
  const { studyId, promptSet } = await makeRatingStudy({ prompts: 10, systems: 3, overlap: 4, turns: 3, design })
  await db.$executeRaw`
    UPDATE "Prompt" SET tags = ARRAY['any'] || CASE WHEN position < 4 THEN ARRAY['new'] ELSE '{}'::text[] END
    WHERE "promptSetId" = ${promptSet.id}::uuid`
  for (const [k, { id }] of promptSet.systems.entries())
    await db.system.update({ where: { id }, data: { attributes: { 'training examples': 2000 * 4 ** k } } })
  await judgeRatings(studyId, { who: WHO })
  return studyId
}

/** Goes to a page of figures, and waits for one of them. */
export async function openRated(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator(`#${name}`)).toBeAttached({ timeout: 60_000 })
  await unfoldAll(page)
  await expect(page.locator(`#${name}`)).toBeVisible()
}
