import { expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { plannedJudgments } from '@/lib/counts/planned'
import { db } from '@/lib/db/client'
import { readDesignChoices } from '@/lib/designs/design-choices'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { describePrompts } from '@/lib/prompts/find-prompts'
import { enrolPeople, loadComparison, makeDraft } from '@/lib/testing/fixtures'
import { loadRating, makeRatingDraft } from '@/lib/testing/rating-study'
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

test('what the panel foretells of ratings is what opening and joining write, whichever samples are missing', async () => {
  const draft = await makeRatingDraft({ prompts: 12, systems: 3, samples: 2, overlap: 2 })
  const { studyId, researcher, promptSet } = draft
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const prompts = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'asc' } })
  const [first, second] = promptSet.systems.map(({ id }) => id)
  const gone = (nth: number, systemId = '', sample = 0) => ({ promptId: prompts[nth]?.id ?? '', systemId, sample })
  await db.systemResponse.deleteMany({ where: { OR: [gone(3, first, 1), gone(4, second), gone(4, second, 1)] } })
  const known = (['GOLD', 'PRACTICE'] as const).map((kind, nth) => ({
    ...{ kind, promptId: prompts[nth]?.id ?? '', systemId: second ?? '', expected: 'PASS', feedback: '' },
  }))
  const change = { leaveOutUnanswered: true, sharedItems: 5, repeatShare: 0.2, groups: GROUPS, known }
  await updateStudy(access, { ...(await loadRating(studyId)), ...change })
  const rated = await loadRating(studyId)
  const { promptSets } = await readDesignChoices(authorizeActorSite(researcher, 'studies:create'))
  const set = promptSets.find(({ id }) => id === promptSet.id)
  const counted = (change: Partial<typeof rated>) => selectionCounts({ ...rated, ...change }, promptSets, new Map())
  // One sample is there of the prompt that lacks the second one; of samples that nobody has, every prompt lacks one.
  expect(counted({ rated: { ...rated.rated, samples: 1 } })).toMatchObject({ value: { prompts: 11 } })
  expect(counted({ rated: { ...rated.rated, samples: 3 } })).toMatchObject({ value: { prompts: 0 } })
  expect(set?.answered[first ?? '']).toEqual({ name: 'Rated 1', samples: 2, turns: 1 })
  const counts = counted({})
  if (!counts.defined) throw new Error(counts.reason)
  expect(counts.value).toEqual({ prompts: 10, taken: 2 })
  const plan = plannedJudgments(rated, counts.value)
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await enrolPeople(studyId, 3, 'C')
  await enrolPeople(studyId, 2, 'A')
  expect(await db.item.count({ where: { studyId, kind: 'REGULAR' } })).toBe(plan.items)
  const foretold = Object.entries(plan.byKind).map(([kind, count]) => [kind, count.defined && count.value])
  expect(Object.fromEntries(foretold)).toEqual(await countSlots(studyId))
})
