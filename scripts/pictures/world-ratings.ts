import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { RatingCriterion } from '@/lib/protocols/rating/design'
import { SCALES } from '@/lib/protocols/rating/scales'
import { openStudy } from '@/lib/studies/open-study'
import { updateStudy } from '@/lib/studies/update-study'
import { addModel, rateByModel } from '@/lib/testing/judged-by-model'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { loadRating, makeRatingDraft, makeRatingStudy } from '@/lib/testing/rating-study'

const HELPFUL: RatingCriterion = {
  question: 'How helpful is this answer?',
  unit: 'RESPONSE',
  options: SCALES.HELPFULNESS.options.map((option) => ({ ...option })),
}

/** Studies of single responses: a draft with everything that a design may have, one that is open, and one rated to its end. */
export async function makeRatings(): Promise<Record<string, string>> {
  return { ratingDraft: await makeFullDraft(), ratingOpen: await makeOpen(), ratingClosed: await makeClosed() }
}

async function makeFullDraft(): Promise<string> {
  const { studyId, researcher, promptSet } = await makeRatingDraft({
    ...{ prompts: 12, systems: 3, samples: 2, overlap: 2, turns: 3 },
    design: { title: 'Letters, one by one', sharedItems: 4, repeatShare: 0.1 },
  })
  await db.promptSet.update({ where: { id: promptSet.id }, data: { name: 'Letters, one by one' } })
  const design = await loadRating(studyId)
  const [first, second] = await db.prompt.findMany({
    where: { promptSetId: promptSet.id },
    orderBy: { position: 'asc' },
  })
  const known = { systemId: design.rated.systemIds[0] ?? '', feedback: 'It does **what was asked**.' }
  await updateStudy(await authorizeActor(researcher, studyId, 'study:design'), {
    ...design,
    criteria: [...design.criteria, HELPFUL],
    groups: design.groups.map((group) => ({ ...group, places: 8 })),
    known: [
      { ...known, kind: 'PRACTICE', promptId: first?.id ?? '', expected: 'PASS' },
      { ...known, kind: 'GOLD', promptId: second?.id ?? '', expected: 'FAIL', feedback: '' },
    ],
  })
  return studyId
}

async function makeOpen(): Promise<string> {
  const draft = await makeRatingDraft({ prompts: 10, systems: 2, overlap: 2, design: { title: 'Recipes, one by one' } })
  await openStudy(await authorizeActor(draft.researcher, draft.studyId, 'study:run'))
  return draft.studyId
}

/** Dialogues of three systems of known size, which four people and two models graded; one of these once all was over. */
async function makeClosed(): Promise<string> {
  const { studyId, promptSet } = await makeRatingStudy({
    ...{ prompts: 10, systems: ['Dunlin 2K', 'Dunlin 8K', 'Dunlin 32K'], overlap: 4, turns: 3 },
    design: { title: 'Stories, turn by turn' },
  })
  for (const [nth, { id }] of promptSet.systems.entries())
    await db.system.update({ where: { id }, data: { attributes: { 'training examples': 2000 * 4 ** nth } } })
  await judgeRatings(studyId, { who: ['Crowd', 'Crowd', 'Crowd', 'Authors'].map((group) => ({ group })) })
  const grades = ['FAIL', 'PASS', 'EXCELLENT', 'EXCELLENT']
  for (const [shift, code] of ['G01', 'G02'].entries()) {
    const model = { code, model: `kea-${code === 'G01' ? 'large' : 'mini'}`, exploratory: shift > 0 }
    const choose = ({ nth }: { nth: number }) => (nth % 9 === 4 ? null : (grades[(nth + shift) % 4] as string))
    await rateByModel(studyId, await addModel(studyId, model), choose)
  }
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  return studyId
}
