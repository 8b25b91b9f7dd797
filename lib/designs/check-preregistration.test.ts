import { expect, test } from 'vitest'
import { fieldErrors } from '@/lib/field-errors'
import type { Preregistration } from './preregistration'
import { type ComparisonDesign, type RatingDesign, StudyInput } from './schema'
import { alpaca, claude, design, lima, planned, rating } from './testing'

type Change = Partial<Preregistration>

const wrong = (input: StudyInput) => {
  const { error } = StudyInput.safeParse(input)
  return Object.keys(error ? fieldErrors(error) : {})
}
const ofPairs = (change: Change, rest: Partial<ComparisonDesign> = {}) =>
  wrong({ ...design, ...rest, preregistration: { ...planned, ...change } })
const ofRatings = (change: Change, rest: Partial<RatingDesign> = {}) =>
  wrong({
    ...{ ...rating, ...rest },
    preregistration: { ...planned, ties: null, exclusions: NOBODY, ...change },
  })
const NOBODY = { goldMissed: null, checksFailed: null, medianSeconds: null, judgments: null, words: '' }
const [first] = planned.hypotheses
if (!first) throw new Error('a plan has a hypothesis')
const hypothesis = (part: Partial<typeof first>) => ({ hypotheses: [{ ...first, ...part }] })

test('a plan that fits its design is taken, and a design needs none', () => {
  expect(ofPairs({})).toEqual([])
  expect(ofRatings({})).toEqual([])
  expect(wrong({ ...design, preregistration: null })).toEqual([])
  const { preregistration: _, ...older } = design
  expect(StudyInput.parse(older).preregistration).toBeNull()
})

test.each<[string, Change, Partial<ComparisonDesign>, string[]]>([
  ['systems no pair has', hypothesis({ a: claude, b: alpaca }), {}, ['preregistration.hypotheses.0.b']],
  ['a system beside itself', hypothesis({ b: lima }), {}, ['preregistration.hypotheses.0.b']],
  ['a pair the other way round', hypothesis({ a: claude, b: lima }), {}, []],
  ['a question that is not asked', hypothesis({ criterion: 2 }), {}, ['preregistration.hypotheses.0.criterion']],
  [
    'one pair twice',
    { hypotheses: [first, { ...first, a: first.b, b: first.a, direction: 'WORSE' }] },
    {},
    ['preregistration.hypotheses.1.b'],
  ],
  ['no hypothesis', { hypotheses: [] }, {}, ['preregistration.hypotheses', 'preregistration.primary']],
  ['a primary one that is not there', { primary: 1 }, {}, ['preregistration.primary']],
  ['a margin that is not said', hypothesis({ direction: 'EQUAL' }), {}, ['preregistration.margin']],
  ['a margin without use', { margin: 0.1 }, {}, ['preregistration.margin']],
  [
    'a margin wider than the score',
    { ...hypothesis({ direction: 'NOT_WORSE' }), margin: 0.6 },
    {},
    ['preregistration.margin'],
  ],
  ['a margin', { ...hypothesis({ direction: 'NOT_WORSE' }), margin: 0.5 }, {}, []],
  ['no word on ties', { ties: null }, {}, ['preregistration.ties']],
  ['both orders without repeats', { rule: 'order-ties' }, { repeatShare: 0 }, ['preregistration.rule']],
  ['both orders by repeats', { rule: 'order-ties' }, { repeatShare: 0.1 }, []],
  ['gold items that are not there', {}, { known: [] }, ['preregistration.exclusions.goldMissed']],
  ['checks that are not there', {}, { identicalChecks: 0 }, ['preregistration.exclusions.checksFailed']],
  ['more than anybody may judge', {}, { cap: 19 }, ['preregistration.exclusions.judgments']],
  ['a stop at sight, unseen', { stopping: { when: 'ANYTIME' } }, { looks: 'CLOSING' }, ['preregistration.stopping']],
  ['a stop at sight', { stopping: { when: 'ANYTIME' } }, { looks: 'ANYTIME' }, []],
  ['a day that is none', { stopping: { when: 'DATE', date: '2026-13-01' } }, {}, ['preregistration.stopping.date']],
])('a plan with %s is held against its design', (_, change, rest, expected) => {
  expect(ofPairs(change, rest)).toEqual(expected)
})

test.each<[string, Change, string[]]>([
  ['ties', { ties: 'split' }, ['preregistration.ties']],
  ['a rule of pairs', { rule: 'majority' }, ['preregistration.rule']],
  ['a system that is not rated', hypothesis({ b: alpaca }), ['preregistration.hypotheses.0.b']],
])('of ratings a plan with %s is refused', (_, change, expected) => {
  expect(ofRatings(change)).toEqual(expected)
})
