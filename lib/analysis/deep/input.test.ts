import { expect, test } from 'vitest'
import { type ExportedJudgment, NOTHING_SAID } from '../exported-judgment'
import { analyse } from './analyse'
import { gatherInput } from './input'
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
  ...{ verdict: 'A', expected: null, seed: 1, said: NOTHING_SAID },
}

const row = (about: Partial<ExportedJudgment>): ExportedJudgment => ({ ...BASE, ...about })

/** Four prompts judged by two, one of them twice by C1, the other side first; a check and a gold item; a second question. */
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
  const [plain, full] = [analyse(await gatherInput(ROWS)), analyse(await gatherInput([...ROWS, ...MORE]))]
  expect(full.ratings).toEqual(plain.ratings)
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
  const kinder = analyse(await gatherInput([...ROWS, ...MORE], 'Which is kinder?'))
  expect(kinder.annotators[0]).toMatchObject({ repeats: { judged: 1, same: 0 }, checks: { judged: 2, missed: 1 } })
})

test('two annotators are compared on what both judged, with a kappa where that is five items', async () => {
  const some = [1, 1, -1, 0, 1, -1].flatMap((score, item) =>
    [score, item === 0 ? 0 : score].map((own, k) =>
      row({ item: String(item), promptId: `p${item}`, annotator: `C${k + 1}`, score: own, leftIsA: item % 2 === 0 }),
    ),
  )
  const [pair, ...others] = analyse(await gatherInput(some)).agreement.pairable.pairs
  expect(others).toEqual([])
  expect(pair).toMatchObject({ one: 'C1', other: 'C2', items: 6, tieDiscounted: 5.5 / 6, exact: 5 / 6 })
  // sklearn.metrics.cohen_kappa_score([0,0,2,1,0,2], [1,0,2,1,0,2]): 0.75; weights='linear': 0.8235294117647058
  expect(pair?.kappa).toMatchObject({ defined: true, value: { kappa: expect.closeTo(0.75, 12) } })
  expect(pair?.linearKappa).toMatchObject({ defined: true, value: { kappa: expect.closeTo(0.8235294117647058, 12) } })
  const few = analyse(await gatherInput(some.slice(0, 8))).agreement.pairable.pairs
  expect(few[0]).toMatchObject({ items: 4, kappa: { defined: false } })
})

test('one prompt gives no errors by prompt, so nothing that needs them', async () => {
  const one = ROWS.slice(0, 4).concat(row({ item: '0', promptId: 'p0', annotator: 'C3', score: -1 }))
  const { ratings, bias } = analyse(await gatherInput(one))
  for (const estimate of [ratings.tiesAsHalf, bias.position])
    expect(estimate).toMatchObject({ defined: false, reason: expect.stringContaining('two prompts') })
})

/** A row as the export tells it. */
const told = (row: ExportedJudgment) => ({
  ...{ study_id: row.study, study: row.title, origin: row.origin, item: row.item, prompt_id: row.promptId },
  ...{ category: row.category, tags: JSON.stringify(row.tags), model_a: row.modelA, model_b: row.modelB },
  ...{ focal: row.focal, length_a: row.lengthA, length_b: row.lengthB, criterion: row.criterion, score: row.score },
  ...{ presented_left: row.leftIsA ? 'a' : 'b', annotator: row.annotator, group: row.group, simulated: row.simulated },
  ...{ active_ms: row.milliseconds, left_out: row.leftOut, repeat: row.repeat, verdict: row.verdict },
  ...{ expected: row.expected, seed: row.seed },
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
  const result = await analyseInThread(batches(), {}, (done) => events.push(String(done)))
  expect(JSON.parse(result)).toEqual(JSON.parse(JSON.stringify(analyse(await gatherInput([...ROWS, ...MORE])))))
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
        yield taken === 3 ? [{ no: 'judgment' }] : batch
      }
    } finally {
      open = false
    }
  }
  // This thread would take the unreadable row for any other; the one that gathers ends there, and asks for no more.
  await expect(analyseInThread(batches(), {}, () => undefined)).rejects.toThrow(/model_a/)
  expect({ open, taken }).toEqual({ open: false, taken: 3 })
})
