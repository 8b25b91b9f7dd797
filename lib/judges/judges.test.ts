import { expect, test } from 'vitest'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID, SET_ASIDE } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { ratedItems } from '../agreement/rated-items'
import { measureJudges } from './measure-judges'
import { ownFamily } from './own-family'
import { findingOf } from './parity'

const BASE: ExportedJudgment = {
  ...{ study: 's', title: 't', origin: 'collected', item: '0', promptId: 'p0', category: null, tags: [], focal: null },
  ...{ modelA: 'Aster', modelB: 'Briar', lengthA: 10, lengthB: 20, criterion: 'Q', score: 1, leftIsA: true },
  ...{ annotator: 'C1', group: 'crowd', simulated: false, at: null, milliseconds: null, leftOut: null, slot: 0 },
  ...{ repeat: 0, shared: false, verdict: null, expected: null, seed: 3, said: NOTHING_SAID, by: BY_PERSON },
  ...{ tieOffered: true, ...NOT_RATED },
}
const ofModel = (about: Partial<ExportedJudgment>): ExportedJudgment => ({
  ...{ ...BASE, annotator: 'G1', group: 'models', by: { ...BY_PERSON, isModel: true, model: 'aster-9b' }, ...about },
})

async function judgesOf(rows: ExportedJudgment[]) {
  const input = await gatherColumns(rows)
  return measureJudges(input, ratedItems(input))
}

/** Item k, on a prompt of its own, by two people who agree. */
const people = (k: number, score: number) =>
  ['C1', 'C2'].map((annotator) => ({ ...BASE, item: String(k), promptId: `p${k}`, annotator, score }))

test('without a model there is nothing to tell; without people, habits alone', async () => {
  expect(await judgesOf(people(0, 1))).toBeNull()
  const alone = await judgesOf([ofModel({ leftIsA: true }), ofModel({ leftIsA: false, score: -1, slot: 1 })])
  expect(alone).toMatchObject({ people: 0, margin: 0.05, panel: null })
  expect(alone?.worth[0]?.parity.averaged.defined).toBe(false)
  expect(alone?.worth[0]?.powered).toEqual([])
  expect(alone?.habits[0]?.orders.firstTwice?.count).toBe(1)
})

test('averaged orders lie between the categories, and one order is the first', async () => {
  const rows = Array.from({ length: 12 }, (_, k) => [
    ...people(k, k % 2 === 0 ? 1 : -1),
    ofModel({ item: String(k), promptId: `p${k}`, leftIsA: true, score: 1 }),
    ofModel({ item: String(k), promptId: `p${k}`, leftIsA: false, score: k % 2 === 0 ? 1 : -1, slot: 1 }),
  ]).flat()
  const judges = await judgesOf(rows)
  const { averaged, oneOrder } = judges?.worth[0]?.parity ?? {}
  // On even items both orders are right; on odd ones the second alone: 1 and ½, or 1 and 0.
  expect(averaged).toMatchObject({ value: { judgeHuman: 0.75, humanHuman: 1, items: 12, judgeHumanPairs: 24 } })
  expect(oneOrder).toMatchObject({ value: { judgeHuman: 0.5, humanHuman: 1 } })
  expect(averaged?.defined && averaged.value.finding).toBe('worse')
})

test('what was asked again in the same order is noise, and no verdict', async () => {
  const judges = await judgesOf([
    ...people(0, 1),
    ofModel({ leftIsA: true, score: 1 }),
    ofModel({ leftIsA: true, score: -1, repeat: 1, leftOut: 'repeat' }),
  ])
  expect(judges?.worth[0]).toMatchObject({ items: 1, bothOrders: false })
  expect(judges?.habits[0]).toMatchObject({ answered: 1, retest: { value: { pairs: 1, exact: { mean: 0 } } } })
})

test('no verdict is counted by what the model did; of checks, repeats and excluded annotators it is not', async () => {
  const none = (about: Partial<ExportedJudgment>, outcome = 'refused') => {
    const row = ofModel({
      leftOut: SET_ASIDE,
      score: Number.NaN,
      said: { ...NOTHING_SAID, flag: 'no_verdict' },
      ...about,
    })
    return { ...row, by: { ...row.by, outcome, itemKind: 'regular' } }
  }
  const check = none({})
  const judges = await judgesOf([
    ...people(0, 1),
    ofModel({}),
    ...[none({ item: '1' }), none({ item: '2' }, 'unparsed'), none({ item: '3', repeat: 1 })],
    { ...check, by: { ...check.by, itemKind: 'check' } },
    ...[none({ item: '4', annotator: 'G2' }), ofModel({ annotator: 'G2', leftOut: 'excluded' })],
  ])
  expect(judges?.habits.map(({ code, outcomes, noVerdict }) => [code, outcomes, noVerdict?.share])).toEqual([
    ['G1', { refused: 1, unparsed: 1 }, 2 / 3],
  ])
})

test('verdicts that were brought in are not drawn from a seed', async () => {
  const rows = Array.from({ length: 30 }, (_, k) => [
    ...(k < 24 ? people(k, k % 3 === 0 ? -1 : 1) : []),
    ofModel({ item: String(k), promptId: `p${k}`, score: k % 4 === 0 ? -1 : 1 }),
  ]).flat()
  const drawn = (await judgesOf(rows))?.worth[0]?.powered[0]?.powered
  expect(drawn?.defined).toBe(true)
  const brought = (await judgesOf(rows.map((row) => ({ ...row, slot: null }))))?.worth[0]?.powered[0]?.powered
  expect(brought).toMatchObject({ defined: false, reason: expect.stringContaining('was not drawn from the seed') })
  const few = (await judgesOf(rows.filter(({ item, annotator }) => Number(item) < 10 || annotator === 'G1')))?.worth[0]
  expect(few?.powered[0]?.powered).toMatchObject({ defined: false, reason: expect.stringContaining('it takes 20') })
})

test('a panel needs more than half of its models, and ties where they are even', async () => {
  const says = (annotator: string, item: string, score: number) => ofModel({ annotator, item, promptId: item, score })
  const judges = await judgesOf([
    ...[says('G1', '0', 1), says('G2', '0', 1), says('G3', '0', -1)],
    ...[says('G1', '1', 1), says('G2', '1', -1)],
    says('G1', '2', 1),
  ])
  expect(judges?.panel).toMatchObject({ needed: 2, items: 2, tooFew: 1 })
  expect(judges?.worth.at(-1)).toMatchObject({ code: '', model: 'Panel', items: 2 })
})

test('a model is of the family whose name it has', () => {
  const known = { systems: ['GPT-4', 'Claude 2', 'x'], families: ['GPT', 'Claude', null] }
  expect(ownFamily('gpt-4o-mini', known)).toBe('GPT')
  expect(ownFamily('anthropic/claude-opus', known)).toBe('Claude')
  expect(ownFamily('llama', known)).toBeNull()
  expect(ownFamily('X', known)).toBeNull()
})

test('the interval decides, and touching the margin decides nothing', () => {
  expect(findingOf([-0.04, 0.04], 0.05)).toBe('equivalent')
  expect(findingOf([-0.04, 0.2], 0.05)).toBe('not-worse')
  expect(findingOf([-0.2, -0.06], 0.05)).toBe('worse')
  expect(findingOf([-0.05, 0.01], 0.05)).toBe('open')
  expect(findingOf(null, 0.05)).toBe('open')
})
