import { expect, test } from 'vitest'
import { PLANNED_RULES, PLANNED_TIES, type Preregistration } from '@/lib/designs/preregistration'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { TIE_POLICIES } from '@/lib/rates/tie-policy'
import { type Happened, listDeviations, type Planned } from './deviations'

const plan: Preregistration = {
  hypotheses: [{ criterion: 0, a: 'LIMA', b: 'Alpaca', direction: 'BETTER', statement: '' }],
  ...{ primary: 0, margin: null, ties: 'split', rule: 'all' },
  exclusions: { goldMissed: 0.5, checksFailed: null, medianSeconds: 4, judgments: 10, words: '' },
  stopping: { when: 'PLANNED' },
  words: '',
}
const annotator = { code: 'C01', excluded: null, goldMissed: 0.5, checksFailed: 1, medianSeconds: 4, judgments: 10 }
const asPlanned: Happened = {
  ...{ status: 'CLOSED', closedAt: new Date('2026-12-31T10:00:00Z'), judgments: 100, wanted: 100 },
  ...{ amendments: [], looks: [], annotators: [annotator], isDecided: null, report: { ties: 'split', rule: 'all' } },
}

function deviationsOf(happened: Partial<Happened>, planned: Partial<Planned> = {}) {
  return listDeviations({ plan, looks: 'CLOSING', ...planned }, { ...asPlanned, ...happened }).map(
    ({ kind, text }) => `${kind}: ${text}`,
  )
}

const stopping = (rule: Preregistration['stopping']) => ({ plan: { ...plan, stopping: rule } })

test('what went as planned, at each limit of its rules, is no deviation; plans speak the words of figures', () => {
  expect(deviationsOf({})).toEqual([])
  expect(deviationsOf({}, { plan: null })).toEqual([])
  expect(PLANNED_TIES).toEqual(Object.keys(TIE_POLICIES))
  expect(PLANNED_RULES).toEqual(Object.keys(COUNTING_RULES))
})

test('every amendment is named with its reason, and every look, unless looks were planned', () => {
  const at = new Date('2026-12-05T08:00:00Z')
  const amendments = [{ number: 1, what: 'three judgments an item in place of two', at, reason: 'Wide', judgments: 40 }]
  const looks = [{ at, reason: 'For the talk', judgments: 1 }]
  expect(deviationsOf({ amendments, looks })).toEqual([
    'amendment: Amendment 1, 2026-12-05, after 40 judgments: three judgments an item in place of two. Reason: “Wide”',
    'look: Outcomes were looked at before the study closed, 2026-12-05, after 1 judgment. Reason: “For the talk”',
  ])
  expect(deviationsOf({ looks }, { looks: 'ANYTIME' })).toEqual([])
})

test.each<[string, Partial<Happened>, Partial<Planned>, string[]]>([
  ['early', { judgments: 99 }, {}, ['end: Collecting ended early: 99 judgments are in, of 100 planned.']],
  [
    'early without a plan',
    { judgments: 1 },
    { plan: null },
    ['end: Collecting ended early: 1 judgment is in, of 100 planned.'],
  ],
  ['not over', { judgments: 9, status: 'OPEN' }, {}, ['end: Collecting goes on: 9 judgments are in, of 100 planned.']],
  ['at its number', {}, stopping({ when: 'JUDGMENTS', judgments: 100 }), []],
  [
    'below it',
    {},
    stopping({ when: 'JUDGMENTS', judgments: 120 }),
    ['end: Collecting ended early: 100 judgments are in; 120 were planned.'],
  ],
  [
    'above it',
    {},
    stopping({ when: 'JUDGMENTS', judgments: 80 }),
    ['end: More was collected than planned: 100 judgments are in; 80 were planned.'],
  ],
  ['on its day', {}, stopping({ when: 'DATE', date: '2026-12-31' }), []],
  [
    'before it',
    {},
    stopping({ when: 'DATE', date: '2027-01-02' }),
    ['end: Collecting ended on 2026-12-31, earlier than the planned 2027-01-02.'],
  ],
  [
    'after it',
    {},
    stopping({ when: 'DATE', date: '2026-12-30' }),
    ['end: Collecting ended on 2026-12-31, later than the planned 2026-12-30.'],
  ],
  ['decided', { judgments: 50, isDecided: true }, stopping({ when: 'ANYTIME' }), []],
  [
    'undecided',
    { judgments: 50, isDecided: false },
    stopping({ when: 'ANYTIME' }),
    ['end: Collecting ended before the primary hypothesis was decided: 50 judgments are in, of 100 planned.'],
  ],
  ['undecided, but all is in', { isDecided: false }, stopping({ when: 'ANYTIME' }), []],
])('an end that is %s is held to its rule', (_, happened, planned, expected) => {
  expect(deviationsOf(happened, planned)).toEqual(expected)
})

test('exclusions beyond the rules are named, and rules that were not followed', () => {
  const of = (part: object, planned: Partial<Planned> = {}) =>
    deviationsOf({ annotators: [{ ...annotator, ...part }] }, planned)
  expect(of({ excluded: 'Bot' })).toEqual([
    'exclusion: C01 was left out of the results for “Bot”, which no planned rule asks for.',
  ])
  expect(of({ excluded: 'Bot' }, { plan: null })).toEqual([
    'exclusion: C01 was left out of the results for “Bot”, which nothing had planned.',
  ])
  const inWords = { plan: { ...plan, exclusions: { ...plan.exclusions, words: 'Bots.' } } }
  expect(of({ excluded: 'Bot' }, inWords)).toEqual([
    'exclusion: C01 was left out of the results for “Bot”, which no planned number asks for; a rule in words may.',
  ])
  for (const ground of [{ goldMissed: 0.6 }, { medianSeconds: 3.9 }, { judgments: 9 }])
    expect(of({ excluded: 'Bot', ...ground })).toEqual([])
  expect(of({ goldMissed: 2 / 3, medianSeconds: 1.24, judgments: 1 })).toEqual([
    'exclusion: C01 counts, though they missed 66.7% of the gold items, and they took 1.2 seconds a judgment in the median, and they gave 1 judgment.',
  ])
  expect(of({ goldMissed: null, medianSeconds: null })).toEqual([])
})

test('a report that counts otherwise says so; ratings have no ties to count', () => {
  expect(deviationsOf({ report: { ties: 'shown', rule: 'majority' } })).toEqual([
    'ties: Ties: “Split” was planned; this report has “Three outcomes”.',
    'rule: Counting rule: “All judgments” was planned; this report has “Majority”.',
  ])
  const ofRatings = { plan: { ...plan, ties: null } }
  expect(deviationsOf({ report: { ties: 'shown', rule: 'majority' } }, ofRatings)).toEqual([])
  expect(deviationsOf({ report: null })).toEqual([])
})
