import { expect, test } from 'vitest'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { analyse } from './analyse'
import { analyseInThread } from './run-worker'

const BASE: ExportedJudgment = {
  ...{ study: 's', title: 'S', origin: 'collected', item: '0', promptId: 'p', category: null, tags: [] },
  ...{ modelA: 'one', modelB: 'two', focal: 'a', lengthA: 9, lengthB: 3, criterion: 'Which?', score: 1, leftIsA: true },
  ...{
    annotator: 'C1',
    group: 'crowd',
    simulated: false,
    at: null,
    slot: null,
    milliseconds: 1000,
    leftOut: null,
    repeat: 0,
    shared: false,
  },
  ...{ verdict: 'A', expected: null, seed: 1, said: NOTHING_SAID, by: BY_PERSON, tieOffered: null, ...NOT_RATED },
}

const row = (about: Partial<ExportedJudgment>): ExportedJudgment => ({ ...BASE, ...about })

/** Four prompts judged by two, one of them twice by C1, the other side first; a check and a gold item; a second question. */
const NEVER = new AbortController().signal

const ROWS = [0, 1, 2, 3].flatMap((item) =>
  ['C1', 'C2'].flatMap((annotator) => {
    const about = { item: String(item), annotator, promptId: `p${item}`, leftIsA: (item + annotator.length) % 2 === 0 }
    const score = item === 3 ? -1 : 1
    return [
      row({ ...about, score }),
      row({ ...about, criterion: 'Which is kinder?', score: -score, leftOut: 'criterion' }),
    ]
  }),
)
const REPEAT = { item: '0', promptId: 'p0', annotator: 'C1', leftIsA: true, repeat: 1, leftOut: 'repeat' }
const MORE = [
  row({ ...REPEAT, leftIsA: !ROWS[0]?.leftIsA, score: 1 }),
  row({ ...REPEAT, leftIsA: !ROWS[0]?.leftIsA, criterion: 'Which is kinder?', score: 0, verdict: 'TIE' }),
  row({ ...REPEAT, annotator: 'X1', leftOut: 'excluded', score: -1 }),
  row({ item: '8', promptId: 'p8', leftOut: 'check', expected: 'TIE', score: 0, verdict: 'BOTH_BAD' }),
  row({ item: '8', promptId: 'p8', leftOut: 'check', expected: 'TIE', score: 1, criterion: 'Which is kinder?' }),
  row({ item: '9', promptId: 'p9', leftOut: 'gold', expected: 'A', score: -1, verdict: 'B' }),
]

test('planned repeats, checks, gold, excluded people and other questions tell of what they are for alone', async () => {
  const [plain, full] = [analyse(await gatherColumns(ROWS)), analyse(await gatherColumns([...ROWS, ...MORE]))]
  expect(full.strengths).toEqual(plain.strengths)
  expect(full.agreement).toEqual(plain.agreement)
  expect(full.bias.position).toEqual(plain.bias.position)
  expect(full.bias.controlled).toEqual(plain.bias.controlled)
  expect([plain.bias.swaps.consistent, full.bias.swaps.consistent]).toEqual([0, 1])
  expect(full.annotators.map(({ code, repeats, checks }) => ({ code, repeats, checks }))).toEqual([
    { code: 'C1', repeats: { judged: 1, same: 1 }, checks: { judged: 2, missed: 1 } },
    { code: 'C2', repeats: { judged: 0, same: 0 }, checks: { judged: 0, missed: 0 } },
  ])
})

test('another question has its own repeats, and the same checks', async () => {
  const kinder = analyse(await gatherColumns([...ROWS, ...MORE], 'Which is kinder?'))
  expect(kinder.annotators[0]).toMatchObject({ repeats: { judged: 1, same: 0 }, checks: { judged: 2, missed: 1 } })
})

test('two annotators are compared on what both judged, with a kappa where that is five items', async () => {
  const some = [1, 1, -1, 0, 1, -1].flatMap((score, item) =>
    [score, item === 0 ? 0 : score].map((own, k) =>
      row({ item: String(item), promptId: `p${item}`, annotator: `C${k + 1}`, score: own, leftIsA: item % 2 === 0 }),
    ),
  )
  const [pair, ...others] = analyse(await gatherColumns(some)).agreement.pairable.pairs
  expect(others).toEqual([])
  expect(pair).toMatchObject({ one: 'C1', other: 'C2', items: 6, tieDiscounted: 5.5 / 6, exact: 5 / 6 })
  // sklearn.metrics.cohen_kappa_score([0,0,2,1,0,2], [1,0,2,1,0,2]): 0.75; weights='linear': 0.8235294117647058
  expect(pair?.kappa).toMatchObject({ defined: true, value: { kappa: expect.closeTo(0.75, 12) } })
  expect(pair?.linearKappa).toMatchObject({ defined: true, value: { kappa: expect.closeTo(0.8235294117647058, 12) } })
  const few = analyse(await gatherColumns(some.slice(0, 8))).agreement.pairable.pairs
  expect(few[0]).toMatchObject({ items: 4, kappa: { defined: false } })
})

test('one prompt gives no errors by prompt, so nothing that needs them', async () => {
  const one = ROWS.slice(0, 4).concat(row({ item: '0', promptId: 'p0', annotator: 'C3', score: -1 }))
  const { strengths, bias } = analyse(await gatherColumns(one))
  for (const estimate of [strengths.tiesAsHalf, bias.position])
    expect(estimate).toMatchObject({ defined: false, reason: expect.stringContaining('two prompts') })
})

/** A row as the export tells it to the thread: a line of JSON. */
const told = (row: ExportedJudgment) =>
  JSON.stringify({
    ...{ study_id: row.study, study: row.title, origin: row.origin, item: row.item, prompt_id: row.promptId },
    ...{ category: row.category, tags: JSON.stringify(row.tags), model_a: row.modelA, model_b: row.modelB },
    ...{ focal: row.focal, length_a: row.lengthA, length_b: row.lengthB, criterion: row.criterion, score: row.score },
    ...{
      presented_left: row.leftIsA ? 'a' : 'b',
      annotator: row.annotator,
      group: row.group,
      simulated: row.simulated,
    },
    ...{ active_ms: row.milliseconds, left_out: row.leftOut, repeat: row.repeat, verdict: row.verdict },
    ...{ expected: row.expected, seed: row.seed, slot: row.slot, in_force: true },
  })

test('a thread of its own gathers and computes the same numbers batch by batch, telling of its progress', async () => {
  const events: string[] = []
  async function* batches() {
    for (const row of [...ROWS, ...MORE]) {
      events.push('batch')
      yield [told(row)]
    }
    events.push('end')
  }
  const result = await analyseInThread(batches(), {}, { signal: NEVER, told: (done) => events.push(String(done)) })
  expect(JSON.parse(result)).toEqual(JSON.parse(JSON.stringify(analyse(await gatherColumns([...ROWS, ...MORE])))))
  const fed = events.slice(0, ROWS.length + MORE.length + 1)
  expect(fed).toEqual([...Array(ROWS.length + MORE.length).fill('batch'), 'end'])
  const steps = events.slice(fed.length).map(Number)
  expect(steps.length).toBeGreaterThan(3)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
})

test('rows are read and numbers computed outside this thread, which takes one batch at a time and closes what it reads', async () => {
  const batch = ROWS.map(told)
  let [open, taken] = [true, 0]
  async function* batches() {
    try {
      while (true) {
        taken++
        yield taken === 3 ? ['{"no":"judgment"}'] : batch
      }
    } finally {
      open = false
    }
  }
  // This thread would take the unreadable row for any other; the one that gathers ends there, and asks for no more.
  await expect(analyseInThread(batches(), {}, { signal: NEVER, told: () => undefined })).rejects.toThrow(/model_a/)
  expect({ open, taken }).toEqual({ open: false, taken: 3 })
})

/** Twenty judgments of one pair, thirteen for the first, which is four times as long. */
const LONG = Array.from({ length: 20 }, (_, item) =>
  row({ item: String(item), promptId: `p${item}`, score: item % 3 === 0 ? -1 : 1, lengthA: 200, lengthB: 50 }),
)

test('without sides the longer response and the effect of length are told all the same', async () => {
  const unsided = LONG.map((one) => ({ ...one, leftIsA: null }))
  const { bias } = analyse(await gatherColumns(unsided))
  expect(bias.longer).toMatchObject({ defined: true, value: { count: 13 } })
  expect(bias.position).toMatchObject({ defined: false, reason: expect.stringContaining('side') })
  // The same ratio of lengths in each judgment cannot be told from the strength of the system.
  expect(bias.length).toMatchObject({ defined: false, reason: expect.stringContaining('leave it open') })
  const varied = unsided.map((one, k) => ({ ...one, lengthA: 200 - 12 * k, lengthB: 50 + 7 * (k % 5) }))
  const { bias: told } = analyse(await gatherColumns(varied))
  expect(told.length).toMatchObject({ defined: true })
  expect(told.controlledFor).toEqual(['length'])
  expect(told.controlled).toHaveLength(1)
})

test('an effect that the data leave open is not defined, and takes nothing from the other', async () => {
  const sided = LONG.map((one, k) => ({ ...one, leftIsA: k % 2 === 0 }))
  // All the same but for a character here and there: the estimate would be hundreds of log-odds.
  const nearly = sided.map((one, k) => ({ ...one, lengthA: 4000 + (k % 2), lengthB: 1000 }))
  for (const rows of [sided, nearly]) {
    const { bias } = analyse(await gatherColumns(rows))
    expect(bias.length).toMatchObject({ defined: false, reason: expect.stringContaining('leave it open') })
    expect(bias.position).toMatchObject({ defined: true })
    expect(bias.controlledFor).toEqual(['side'])
  }
})

test('AC1 is of as many categories as the question offered; of two as well, where nobody chose a tie', async () => {
  // irrCAC gwet.ac1.raw on ten items of two annotators, 8 times the same: .737 with three categories, .615 with two.
  const forced = Array.from({ length: 10 }, (_, item) =>
    [1, item < 2 ? -1 : 1].map((score, k) =>
      row({ item: String(item), promptId: `p${item}`, annotator: `C${k + 1}`, score: item < 7 ? score : -score }),
    ),
  ).flat()
  const of = async (tieOffered: boolean | null, rows = forced) =>
    analyse(await gatherColumns(rows.map((one) => ({ ...one, tieOffered })))).agreement.pairable
  for (const tieOffered of [true, null]) {
    const { categories, panel } = await of(tieOffered)
    expect({ categories, two: panel[0]?.ac1OfTwo?.defined }).toEqual({ categories: 3, two: true })
  }
  const { categories, panel, matrix } = await of(false)
  expect(categories).toBe(2)
  expect([panel[0]?.ac1OfTwo, matrix[0]?.ac1OfTwo]).toEqual([null, null])
  const value = (of: (typeof panel)[number] | undefined) => (of?.ac1.defined ? of.ac1.value.value : null)
  expect(value(panel[0])).toBeCloseTo(0.6154, 4)
  const known = await of(null)
  expect(value(known.panel[0])).toBeCloseTo(0.7368, 4)
  expect(panel[0]?.ac1).toEqual(known.panel[0]?.ac1OfTwo)
  expect(matrix[0]?.ac1).toEqual(known.matrix[0]?.ac1OfTwo)
  const tied = await of(true, [...forced, row({ item: '20', promptId: 'p20', score: 0 })])
  expect({ categories: tied.categories, two: tied.panel[0]?.ac1OfTwo }).toEqual({ categories: 3, two: null })
})

test('no interval leaves the range of what it is of', async () => {
  const rows = Array.from({ length: 12 }, (_, item) =>
    ['C1', 'C2', 'C3'].map((annotator, k) =>
      row({ item: String(item), promptId: `p${item}`, annotator, score: item === 0 && k > 0 ? 0 : 1 }),
    ),
  ).flat()
  const analysis = analyse(await gatherColumns(rows))
  const limits: number[] = []
  const collect = (value: unknown, key = ''): void => {
    if (key === 'interval' && Array.isArray(value)) limits.push(...value)
    else if (Array.isArray(value)) for (const one of value) collect(one)
    else if (typeof value === 'object' && value !== null)
      for (const [name, one] of Object.entries(value)) collect(one, name)
  }
  collect(analysis.agreement)
  collect(analysis.sides)
  expect(limits.length).toBeGreaterThan(20)
  expect(Math.min(...limits)).toBeGreaterThanOrEqual(-1)
  expect(Math.max(...limits)).toBeLessThanOrEqual(1)
})

test('where one system never won, the reason names it', async () => {
  const rows = [
    ['one', 'two', 1],
    ['one', 'two', -1],
    ['one', 'three', 1],
    ['two', 'three', 1],
  ] as const
  const judged = rows.map(([modelA, modelB, score], item) =>
    row({ item: String(item), promptId: `p${item}`, modelA, modelB, score, focal: null }),
  )
  const { tiesAsHalf } = analyse(await gatherColumns(judged)).strengths
  expect(tiesAsHalf).toMatchObject({ defined: false, reason: expect.stringMatching(/one, two > three\.$/) })
})
