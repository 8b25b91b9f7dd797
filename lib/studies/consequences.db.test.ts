import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { plannedJudgments } from '@/lib/counts/planned'
import { db } from '@/lib/db/client'
import { readDesignChoices } from '@/lib/designs/design-choices'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { describePrompts } from '@/lib/prompts/find-prompts'
import { enrolPeople, loadComparison, makeDraft } from '@/lib/testing/fixtures'
import { openStudy } from './open-study'
import { readDesign } from './queries'
import { selectionCounts } from './selection-counts'
import { updateStudy } from './update-study'

const GROUPS = [
  { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 3 },
  { name: 'Authors', codePrefix: 'A', overlap: 2, judgesShared: false, places: 2 },
]

/** A draft with gold and practice items on the first two prompts, and what the panel foretells of it. */
async function foretell(change: Partial<ComparisonDesign>) {
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 12, baselines: 2, overlap: 2 })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const [first, second] = await db.prompt.findMany({
    where: { promptSetId: promptSet.id },
    orderBy: { position: 'asc' },
  })
  const [focal, baseline] = promptSet.systems
  const pair = { systemAId: focal?.id ?? '', systemBId: baseline?.id ?? '', expected: 'A', feedback: '' }
  const known = [
    { kind: 'GOLD' as const, promptId: first?.id ?? '', ...pair },
    { kind: 'PRACTICE' as const, promptId: second?.id ?? '', ...pair },
  ]
  await updateStudy(access, { ...(await loadComparison(studyId)), groups: GROUPS, known, ...change })
  const design = await readDesign(access)
  const choices = await readDesignChoices(authorizeActorSite(researcher, 'studies:create'))
  const named = await describePrompts(
    access,
    design.known.map(({ promptId }) => promptId),
  )
  const counts = selectionCounts(design, choices.promptSets, new Map(named.map((prompt) => [prompt.id, prompt])))
  if (!counts.defined) throw new Error(counts.reason)
  return { studyId, researcher, plan: plannedJudgments(design, counts.value) }
}

/** Slots of a study by the kinds the panel tells apart, once everybody expected has joined. */
async function countSlots(studyId: string) {
  const slots = await db.assignment.findMany({ where: { studyId }, include: { item: true } })
  const count = (which: (slot: (typeof slots)[number]) => boolean) => slots.filter(which).length
  return {
    regular: count(({ keptForId, repeat }) => keptForId === null && repeat === 0),
    shared: count(({ keptForId, item }) => keptForId !== null && item.kind === 'REGULAR'),
    repeats: count(({ repeat }) => repeat === 1),
    checks: count(({ item }) => item.kind === 'CHECK'),
    gold: count(({ item }) => item.kind === 'GOLD'),
    practice: count(({ item }) => item.kind === 'PRACTICE'),
  }
}

test.each<[string, Partial<ComparisonDesign>]>([
  ['everything at once', { sharedItems: 5, repeatShare: 0.15, identicalChecks: 3 }],
  ['no shared set', { repeatShare: 0.5 }],
  ['a category', { category: 'even', sharedItems: 2, identicalChecks: 9 }],
  ['a shared set of everything', { sharedItems: 1000 }],
])('what the panel foretells is what opening and joining write: %s', async (_, change) => {
  const { studyId, researcher, plan } = await foretell(change)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await enrolPeople(studyId, 3, 'C')
  await enrolPeople(studyId, 2, 'A')
  expect(await db.item.count({ where: { studyId, kind: 'REGULAR' } })).toBe(plan.items)
  const foretold = Object.entries(plan.byKind).map(([kind, count]) => [kind, count.defined && count.value])
  expect(Object.fromEntries(foretold)).toEqual(await countSlots(studyId))
})
