import { describe, expect, test } from 'vitest'
import { comparison } from '@/lib/protocols/comparison/comparison'
import { planItems } from '@/lib/protocols/comparison/plan-items'
import { rng } from '@/lib/rng'
import { planKept } from './plan-kept'
import { planSlots } from './plan-slots'

// Whoever recognises the answers of one system knows which side it stood on so far. These predictors learn from 10,000
// such sides, each with the past of the annotator that saw it, and guess 10,000 others.

/** Sides of arm A, annotator by annotator, in the order in which they were shown. */
type Histories = boolean[][]
/** Learns from histories; says how likely the next side after a past is the left one. */
type Predictor = (histories: Histories) => (past: readonly boolean[]) => number

const SLOTS = 20_000

/** Counts what followed after the last `order` sides. */
const markov =
  (order: number): Predictor =>
  (histories) => {
    const counts = new Map<string, { left: number; all: number }>()
    const keyOf = (past: readonly boolean[]) => past.slice(-order).map(Number).join('')
    for (const history of histories)
      for (const [place, isLeft] of history.entries()) {
        const key = keyOf(history.slice(Math.max(0, place - order), place))
        const count = counts.get(key) ?? { left: 0, all: 0 }
        counts.set(key, { left: count.left + Number(isLeft), all: count.all + 1 })
      }
    return (past) => {
      const { left, all } = counts.get(keyOf(past)) ?? { left: 1, all: 2 }
      return left / all
    }
  }

/** The side that has come less often will come. */
const balance: Predictor = () => (past) => 0.5 - Math.sign(leanOf(past)) / 4

const leanOf = (past: readonly boolean[]) => past.reduce((sum, isLeft) => sum + (isLeft ? 1 : -1), 0)

/** Of the last eight sides, how far one side is ahead, how far it usually was, and the place within blocks. */
function featuresOf(past: readonly boolean[]): number[] {
  let lean = 0
  let sum = 0
  for (const isLeft of past) sum += lean += isLeft ? 1 : -1
  const usual = past.length === 0 ? 0 : sum / past.length
  const recent = Array.from({ length: 8 }, (_, back) => {
    const isLeft = past[past.length - 1 - back]
    return isLeft === undefined ? 0 : isLeft ? 1 : -1
  })
  const inBlock = [2, 4, 10].map((size) => (past.length % size === size - 1 ? Math.sign(lean) : 0))
  return [
    1,
    ...recent,
    Math.tanh(lean / 4),
    lean / 20,
    Math.tanh((lean - usual) / 4),
    (recent[0] ?? 0) * (past.length % 2),
    ...inBlock,
  ]
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

const logistic: Predictor = (histories) => {
  const weights = featuresOf([]).map(() => 0)
  const score = (features: readonly number[]) =>
    features.reduce((sum, value, nth) => sum + value * (weights[nth] ?? 0), 0)
  for (let epoch = 0; epoch < 4; epoch++)
    for (const history of histories)
      for (const [place, isLeft] of history.entries()) {
        const features = featuresOf(history.slice(0, place))
        const error = Number(isLeft) - sigmoid(score(features))
        for (const [nth, value] of features.entries())
          weights[nth] = (weights[nth] ?? 0) + (0.02 / (1 + epoch)) * error * value
      }
  return (past) => sigmoid(score(featuresOf(past)))
}

const PREDICTORS: [string, Predictor][] = [
  ...Array.from({ length: 8 }, (_, nth): [string, Predictor] => [`Markov of order ${nth + 1}`, markov(nth + 1)]),
  ['the side that is behind', balance],
  ['logistic regression', logistic],
]

/** The share of sides guessed right in the second half of the histories, after learning from the first. */
function accuracyOf(predictor: Predictor, histories: Histories): number {
  const half = Math.floor(histories.length / 2)
  const guess = predictor(histories.slice(0, half))
  let right = 0
  let all = 0
  for (const history of histories.slice(half))
    for (const [place, isLeft] of history.entries()) {
      const chance = guess(history.slice(0, place))
      right += chance === 0.5 ? 0.5 : Number(chance > 0.5 === isLeft)
      all++
    }
  return right / all
}

function planOf(seed: number, prompts: number, systems: number, overlap: number) {
  const pairs = Array.from({ length: systems }, (_, index) => ({ a: 'focal', b: `b${index}` }))
  const ids = Array.from({ length: prompts }, (_, index) => `p${index}`)
  const rest = { known: [], sharedItems: 0, identicalChecks: 0, excluded: new Set<string>() }
  const items = planItems({ seed, prompts: ids, pairs, ...rest })
  const pools = [{ key: '', overlap, takesShared: true }]
  return [...planSlots({ protocol: comparison, seed, items, pools, repeatShare: 0 })].map((round) =>
    round.map(({ leftIsA }) => leftIsA),
  )
}

/** A study of 1,500 items judged thrice, by people who each work through a hundred ranks from a start of their own. */
function hundredEach(): Histories {
  const rounds = [1, 2, 3, 4, 5].flatMap((seed) => planOf(seed, 300, 5, 3))
  const { below } = rng(9, 'starts')
  return Array.from({ length: SLOTS / 100 }, (_, nth) => {
    const round = rounds[nth % rounds.length] as boolean[]
    const start = below(round.length - 100)
    return round.slice(start, start + 100)
  })
}

/** Studies of forty items, each judged by one person alone, who can count what is left. */
const smallAlone = () => Array.from({ length: SLOTS / 40 }, (_, seed) => planOf(seed, 40, 1, 1).flat())

/** The same with two judgments an item: the second person gets all that the first was not shown. */
const smallSecond = () => Array.from({ length: SLOTS / 40 }, (_, seed) => planOf(seed, 40, 1, 2)[1] as boolean[])

/** One person's way through all of a large round. */
const largeAlone = () => Array.from({ length: 10 }, (_, seed) => planOf(seed, 2000, 1, 1).flat())

/** A shared set of forty, which one after the other judges. */
function sharedSet(): Histories {
  const leans = new Map<string, number>()
  return Array.from({ length: SLOTS / 40 }, (_, nth) => {
    const items = Array.from({ length: 40 }, (_, position) => {
      const itemId = `i${position}`
      return { itemId, position, kind: 'REGULAR' as const, lean: leans.get(itemId) ?? 0, slot: 10_000 + nth }
    })
    const slots = planKept({ protocol: comparison, seed: 3, code: `C${nth}`, items, workload: null })
    for (const { itemId, leftIsA } of slots) leans.set(itemId, (leans.get(itemId) ?? 0) + (leftIsA ? 1 : -1))
    return slots.map(({ leftIsA }) => leftIsA)
  })
}

describe.each([
  ['a hundred pairs each of a large study', hundredEach],
  ['small studies judged by one person', smallAlone],
  ['the second judgments of small studies', smallSecond],
  ['a large study judged by one person', largeAlone],
  ['a shared set', sharedSet],
])('%s', (_, make) => {
  const histories = make()

  test.each(PREDICTORS)('%s guesses the next side less than 55 times in 100', (_, predictor) => {
    expect(histories.flat()).toHaveLength(SLOTS)
    expect(accuracyOf(predictor, histories)).toBeLessThan(0.55)
  })
})

test('these predictors see through blocks of two, as plans had them before', () => {
  const { below } = rng(1, 'blocks')
  const blocks = Array.from({ length: 200 }, () =>
    Array.from({ length: 50 }, () => (below(2) === 0 ? [true, false] : [false, true])).flat(),
  )
  expect(accuracyOf(markov(2), blocks)).toBeGreaterThan(0.6)
  expect(accuracyOf(balance, blocks)).toBeGreaterThan(0.7)
  expect(accuracyOf(logistic, blocks)).toBeGreaterThan(0.7)
})
