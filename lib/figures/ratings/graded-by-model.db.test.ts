import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { SCALES } from '@/lib/protocols/rating/scales'
import { addModel, rateByModel } from '@/lib/testing/judged-by-model'
import { judgeRatings } from '@/lib/testing/judged-ratings'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { grantAdmin } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { figureData } from '../figure-data'
import { toFigureQuery } from '../figure-query'
import { makeFigures } from '../registry'

workHere()

type Row = Record<string, unknown>

test('an ablation graded by a model: means with intervals, against a number of the systems, people beside it', async () => {
  const names = ['Trained on 2000', 'Trained on 8000', 'Trained on 32000']
  const options = SCALES.HELPFULNESS.options.map((option) => ({ ...option }))
  const criteria = [{ question: 'How helpful is this answer?', unit: 'RESPONSE' as const, options }]
  const shape = { prompts: 6, systems: names, samples: 2, design: { criteria } }
  const { studyId, promptSet } = await makeRatingStudy(shape)
  for (const [nth, { id }] of promptSet.systems.entries())
    await db.system.update({ where: { id }, data: { attributes: { 'training examples': 2000 * 4 ** nth } } })
  await judgeRatings(studyId)
  const model = await addModel(studyId, { code: 'G01', model: 'grader' })
  // The better trained, the better; the second sample is a grade below the first; one response is refused.
  const codes = options.toSorted((one, other) => one.score - other.score).map(({ code }) => code)
  await rateByModel(studyId, model, ({ system, sample, nth }) => {
    const place = names.findIndex((name) => system.startsWith(name))
    return nth === 0 ? null : (codes[place + 2 - sample + (nth % 2)] as string)
  })
  const access = await grantAdmin(studyId, 'study:results')
  await db.study.update({ where: { id: studyId }, data: { status: 'CLOSED', closedAt: new Date() } })
  const figures = await makeFigures(figureData(access, toFigureQuery({})), 'means', 'means-by-number', 'shares')
  const ofModels = (rows: readonly object[] | undefined) =>
    ((rows ?? []) as Row[]).filter(({ group }) => group === 'Models')
  const means = ofModels(figures.means?.rows)
  expect(means.map(({ n }) => n).reduce((sum, n) => Number(sum) + Number(n), 0)).toBe(6 * 3 * 2 - 1)
  const values = means.map(({ mean }) => Number(mean))
  expect(values).toEqual(values.toSorted((one, other) => one - other))
  for (const { mean_lower: low, mean_upper: high, mean } of means)
    if (low !== null) expect([Number(low) <= Number(mean), Number(high) >= Number(mean)]).toEqual([true, true])
  const against = ofModels(figures['means-by-number']?.rows)
  expect(against).toHaveLength(3)
  expect(figures['means-by-number']?.caption).toContain('training examples, on a logarithmic axis')
  expect(new Set(((figures.shares?.rows ?? []) as Row[]).map(({ group }) => group))).toEqual(
    new Set(['Crowd', 'Models']),
  )
  expect(figures.shares?.caption).toContain('Models gave no rating on 1 response (1 refused), which counts nowhere.')
  expect(figures.shares?.caption).toContain('G01 is grader by Provider')
  for (const figure of Object.values(figures))
    expect(figure?.draw?.({ look: 'page', width: 'wide' })).toContain('Models')
})
