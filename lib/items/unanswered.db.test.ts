import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { readResultsPage } from '@/lib/results/results-page'
import { openStudy } from '@/lib/studies/open-study'
import { readDesign } from '@/lib/studies/queries'
import { readProtocolText } from '@/lib/studies/read-protocol'
import { selectionCounts, unansweredPrompts } from '@/lib/studies/selection-counts'
import { updateStudy } from '@/lib/studies/update-study'
import { makeDraft } from '@/lib/testing/fixtures'
import { readUnanswered } from './unanswered'

/** A draft of three systems over eight prompts: one lacks q-2 and q-7, another q-7 alone. */
async function draftWithHoles() {
  const draft = await makeDraft({ prompts: 8, baselines: 2 })
  const { promptSet } = draft
  const lose = (system: string, ids: string[]) =>
    db.systemResponse.deleteMany({
      where: { promptSetId: promptSet.id, prompt: { externalId: { in: ids } }, system: { name: system } },
    })
  await lose('Baseline 1', ['q-2', 'q-7'])
  await lose('Baseline 2', ['q-7'])
  const { studyId, researcher } = draft
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const set = async () => {
    const { promptSets } = await readDesignChoices(authorizeActorSite(researcher, 'studies:create'))
    return promptSets.filter(({ id }) => id === promptSet.id)
  }
  return { ...draft, access, set }
}

const LACKING = [
  { prompt: 'q-2', systems: ['Baseline 1'] },
  { prompt: 'q-7', systems: ['Baseline 1', 'Baseline 2'] },
]

test('prompts that a compared system lacks are left out of every pair, counted and named, and the study opens', async () => {
  const { studyId, researcher, access, set } = await draftWithHoles()
  const run = await authorizeActor(researcher, studyId, 'study:run')
  expect(await readUnanswered(access)).toEqual({ leftOut: false, prompts: LACKING })
  await expect(openStudy(run)).rejects.toThrow('let the design leave out prompts that a system lacks')
  await updateStudy(access, { ...(await readDesign(access)), leaveOutUnanswered: true })
  const design = await readDesign(access)
  const [choice] = await set()
  expect(choice && unansweredPrompts(design, choice)).toBe(2)
  expect(selectionCounts(design, await set(), new Map())).toMatchObject({ value: { prompts: 6 } })
  expect(await readUnanswered(access)).toEqual({ leftOut: true, prompts: LACKING })
  expect(await openStudy(run)).toMatchObject({ items: 12 })
  const items = await db.item.findMany({ where: { studyId }, include: { prompt: { select: { externalId: true } } } })
  expect(new Set(items.map(({ prompt }) => prompt.externalId))).toEqual(
    new Set(['q-1', 'q-3', 'q-4', 'q-5', 'q-6', 'q-8']),
  )
  const protocol = JSON.parse((await readProtocolText(access)).text)
  expect(protocol.prompts).toMatchObject({ count: 6, leftOut: LACKING })
  const entry = await db.auditEntry.findFirstOrThrow({ where: { studyId, action: 'study.open' } })
  expect(entry.detail).toMatchObject({ promptsLeftOut: 2 })
  const page = await readResultsPage(await authorizeActor(researcher, studyId, 'study:results'), {} as never)
  expect(page.seen?.unanswered).toEqual(LACKING)
})

test('a sample is drawn from what is answered, and a category’s holes are its own', async () => {
  const { studyId, researcher, access, set } = await draftWithHoles()
  const change = { leaveOutUnanswered: true, sample: 6 }
  await updateStudy(access, { ...(await readDesign(access)), ...change })
  expect(await openStudy(await authorizeActor(researcher, studyId, 'study:run'))).toMatchObject({ items: 12 })
  // Prompts at even places are of the category “even”: q-7 is, q-2 is not.
  const design = { ...(await readDesign(access)), sample: null, category: 'even' }
  expect(selectionCounts(design, await set(), new Map())).toMatchObject({ value: { prompts: 3 } })
})

test('a study whose prompts are all answered says nothing of it, and its protocol is as ever', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 3 })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  expect(await readUnanswered(access)).toEqual({ leftOut: true, prompts: [] })
  const protocol = JSON.parse((await readProtocolText(access)).text)
  expect(protocol.prompts).not.toHaveProperty('leftOut')
  expect(protocol).not.toHaveProperty('leaveOutUnanswered')
})

test('where no prompt is answered by all, the study stays a draft and is told why', async () => {
  const { studyId, researcher, promptSet, access } = await draftWithHoles()
  await db.systemResponse.deleteMany({ where: { promptSetId: promptSet.id, system: { name: 'Baseline 2' } } })
  await updateStudy(access, { ...(await readDesign(access)), leaveOutUnanswered: true })
  const opening = openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await expect(opening).rejects.toThrow('no prompt of the set has a response of every compared system')
  expect(await db.item.count({ where: { studyId } })).toBe(0)
})
