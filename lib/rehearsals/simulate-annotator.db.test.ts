import { expect, test } from 'vitest'
import { enrolAnnotator } from '@/lib/annotators/enrol-annotator'
import { db } from '@/lib/db/client'
import { checkStudy, WHOLE } from '@/lib/testing/judging'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { drawRating } from './draw-rating'
import { simulateAnnotator } from './simulate-annotator'

const SEED = 11

test('simulated raters fill a study of dialogues graded by turn, each through a seat, at once', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 4, systems: 3, overlap: 2, turns: 3 })
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const join = () => db.$transaction((tx) => enrolAnnotator(tx, { studyId, groupId }, { simulated: true }))
  const raters = [await join(), await join(), await join()]
  const temper = { severity: 0.4, noise: 0.5, seconds: 30 }
  const given = await Promise.all(
    raters.map(({ id, code }) =>
      simulateAnnotator(
        { studyId, annotatorId: id, code },
        (item) => drawRating(item, { temper, qualityOf: () => 0, seed: SEED, code }),
        { wanted: 100 },
      ),
    ),
  )
  expect(given.reduce((sum, each) => sum + each, 0)).toBe(24)
  const { unbalanced: _, ...kept } = WHOLE
  // One answer about the whole and one about each of three turns.
  expect(await checkStudy(studyId)).toMatchObject({ slots: 24, done: 24, judgments: 96, ...kept })
  const turns = await db.judgment.groupBy({ by: ['turn'], where: { studyId }, _count: true, orderBy: { turn: 'asc' } })
  expect(turns.map(({ turn, _count }) => [turn, _count])).toEqual([0, 1, 2, 3].map((turn) => [turn, 24]))
})
