import { expect, test } from 'vitest'
import { measureRatedJudges } from '@/lib/judges/rated-judges'
import { BY_PERSON, type ExportedJudgment, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { RatingGatherer } from './gather-ratings'
import { measureLeniency } from './leniency'
import { ratedResponses } from './rated-responses'

const SCALE = { FAIL: 0, PASS: 1, EXCELLENT: 2 }

const BASE: ExportedJudgment = {
  ...{ study: 's', title: 't', origin: 'collected', item: '0', promptId: 'p0', category: null, tags: [] },
  ...{ modelA: 'Aster', modelB: '', focal: null, lengthA: 9, lengthB: null, criterion: 'Q', leftIsA: null },
  ...{ verdict: 'PASS', score: 1, annotator: 'C01', turn: 0, group: 'crowd', simulated: false, milliseconds: 9000 },
  ...{ leftOut: null, at: null, slot: null, repeat: 0, shared: false, expected: null, seed: 7, said: NOTHING_SAID },
  ...{ tieOffered: null, by: BY_PERSON, protocol: 'rating', sample: 0, scale: JSON.stringify(SCALE) },
}

const given = (prompt: number, verdict: keyof typeof SCALE, about: Partial<ExportedJudgment> = {}) => ({
  ...BASE,
  ...{ item: `${prompt}`, promptId: `p${prompt}`, verdict, score: SCALE[verdict], ...about },
})
const again = (prompt: number, verdict: keyof typeof SCALE, about: Partial<ExportedJudgment> = {}) =>
  given(prompt, verdict, { repeat: 1, leftOut: 'repeat', ...about })

function tableOf(rows: readonly ExportedJudgment[], criterion?: string) {
  const gatherer = new RatingGatherer(criterion)
  for (const row of rows) gatherer.add(row)
  return gatherer.finish()
}

function repeatsIn(rows: readonly ExportedJudgment[], criterion?: string) {
  const table = tableOf(rows, criterion)
  return Object.fromEntries(measureLeniency(table, ratedResponses(table)).map(({ code, repeats }) => [code, repeats]))
}

test('what came again by plan is held against what was given first, and counts nowhere else', () => {
  const first = [given(0, 'PASS'), given(1, 'FAIL'), given(2, 'EXCELLENT'), given(0, 'FAIL', { annotator: 'C02' })]
  const rows = [...first, again(0, 'PASS'), again(1, 'PASS')]
  // In any order, as a file may have them; and of a response that was not rated before nothing is known.
  const shuffled = [...rows.toReversed(), again(3, 'PASS')]
  for (const each of [rows, shuffled])
    expect(repeatsIn(each)).toEqual({ C01: { rated: 2, same: 1 }, C02: { rated: 0, same: 0 } })
  expect(tableOf(rows).option).toEqual(tableOf(first).option)
  expect(tableOf(rows)).toMatchObject({ recorded: 6, leftOut: { repeat: 2 } })
})

test('each turn and sample is held against itself', () => {
  const rows = [
    ...[given(0, 'PASS', { turn: 1 }), given(0, 'FAIL', { turn: 2 }), given(0, 'EXCELLENT', { sample: 1 })],
    ...[again(0, 'PASS', { turn: 1 }), again(0, 'PASS', { turn: 2 }), again(0, 'EXCELLENT', { sample: 1 })],
  ]
  expect(repeatsIn(rows)).toEqual({ C01: { rated: 3, same: 2 } })
})

test('another question’s repeats, and ratings of late models on it, are none of this one', () => {
  const other = { criterion: 'Safe?', scale: JSON.stringify({ UNSAFE: 0, SAFE: 1 }) }
  const safe = { ...other, verdict: 'SAFE', score: 1 }
  const late = {
    annotator: 'H01',
    group: 'late',
    by: { ...BY_PERSON, isModel: true, model: 'later' },
  }
  const rows = [
    ...[given(0, 'PASS'), again(0, 'FAIL')],
    ...[given(0, 'PASS', { ...safe, leftOut: 'criterion' }), again(0, 'PASS', safe)],
    ...[
      given(0, 'PASS', { ...late, leftOut: 'exploratory' }),
      given(0, 'PASS', { ...late, ...safe, leftOut: 'exploratory' }),
    ],
    again(0, 'PASS', { ...late, leftOut: 'exploratory' }),
  ]
  for (const criterion of [undefined, 'Q']) {
    expect(repeatsIn(rows, criterion)).toEqual({ C01: { rated: 1, same: 0 } })
    const [model] = measureRatedJudges(tableOf(rows, criterion))?.habits ?? []
    // Asked again, it answered once.
    expect(model).toMatchObject({ code: 'H01', answered: 1, repeats: { rated: 1, same: 1 } })
  }
})
