import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { db } from '@/lib/db/client'
import { rng } from '@/lib/rng'
import { writeStudy } from '@/lib/testing/written-study'
import { expect } from './fixtures'

/** A study that may be looked at any time, with people beside a simulated LLM on every item, and one item nobody judged. */
export async function makeJudged(): Promise<string> {
  const mark = randomUUID().slice(0, 4)
  const [focal, ...others] = [`Aster 50% & co_${mark}`, `Briar ${mark}`, `Cedar ${mark}`] as const
  const study = await writeStudy([focal, ...others])
  const { studyId } = study
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME', title: 'Every figure' } })
  const annotators = [
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'llm', kind: 'LLM', simulated: true }),
  ]
  const { below } = rng(9, 'every figure')
  for (let k = 0; k < 44; k++) {
    const arms = [focal, others[k % 2] as string] as const
    const itemId = await study.addItem(arms)
    if (k < 5) await study.share(itemId)
    // The last items are the model's alone.
    for (const annotator of k < 40 ? annotators : annotators.slice(3))
      await study.judge(annotator, arms, {
        itemId,
        choice: ['A', 'A', 'TIE', 'B'][below(4)] as string,
        leftIsA: below(2) === 0,
      })
  }
  const itemId = await study.addItem([focal, others[0]])
  await db.assignment.create({ data: { studyId, itemId, slot: 0, rank: 99, leftIsA: true } })
  return studyId
}

/** Goes to a page of figures, and waits until the first is computed. */
export async function openFigures(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator('figure[id]').first()).toBeVisible({ timeout: 60_000 })
  await unfoldAll(page)
}

/** Opens the parts of a page that are folded away. */
export async function unfoldAll(page: Page): Promise<void> {
  await page.locator('main details:has(> summary h2)').evaluateAll((all) => {
    for (const each of all as HTMLDetailsElement[]) each.open = true
  })
}
