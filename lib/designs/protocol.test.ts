import { expect, test } from 'vitest'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { blankDesign, blankRating } from './blank-design'
import { type ProtocolFacts, protocolText, sha256 } from './protocol'
import type { ComparisonDesign, RatingDesign } from './schema'
import { planned } from './testing'

const facts: ProtocolFacts = {
  promptSet: 'Everyday',
  prompts: [
    { id: 'p1', externalId: 'q-1', digest: 'd1' },
    { id: 'p2', externalId: '0002', digest: 'd2' },
  ],
  unanswered: [{ prompt: 'q-9', systems: ['Alpaca'] }],
  systems: new Map([
    ['s1', 'LIMA 65B'],
    ['s2', 'Claude "1"'],
  ]),
  providers: new Map(),
  responsesDigest: 'r',
  names: { decided: [{ prompt: 'q-1', system: 'LIMA 65B', word: 'Claude', decision: 'MASK' }], itemsLeftOut: 0 },
  items: 3,
  slots: 9,
}
const common = {
  ...{ title: 'Houses', seed: 7, promptSetId: 'set', category: 'advice', sample: 40, overlap: 3 },
  groups: [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 24 }],
}
const gold = { kind: 'GOLD' as const, promptId: 'p2', feedback: 'So.' }

const comparison: ComparisonDesign = {
  ...{ ...blankDesign(), ...common, identicalChecks: 4 },
  criteria: [{ question: 'Which?', scale: 'SEVEN', labels: scaleLabels('SEVEN') }],
  comparisons: { pairing: 'FOCAL', focalSystemId: 's1', baselineIds: ['s2'] },
  known: [{ ...gold, systemAId: 's1', systemBId: 's2', expected: 'A2' }],
}

const rating: RatingDesign = {
  ...{ ...blankRating(), ...common },
  rated: { systemIds: ['s2', 's1'], samples: 2 },
  known: [{ ...gold, systemId: 's1', expected: 'PASS' }],
}

test('the protocol of comparisons is, byte for byte, what it was before there were ratings', () => {
  expect(sha256(protocolText(comparison, facts))).toBe(
    '40629824d19ecf246df7c1d508164bc33b52b3634fb40f5ced41d63b02e9d79d',
  )
  const leaving = { ...comparison, leaveOutUnanswered: true, known: [] }
  expect(sha256(protocolText(leaving, facts))).toBe('323c0afbab3440a46345c1f6eb3ef8939058b1f0086fd2e28d13518693d8a70e')
})

test('the protocol of ratings names what is rated, and all that an option says', () => {
  const protocol = JSON.parse(protocolText(rating, facts))
  expect(protocol).toMatchObject({
    ...{ format: 'evenhand-protocol/2', protocol: 'RATING', title: 'Houses', overlap: 3, seed: 7, items: 3, slots: 9 },
    prompts: { set: 'Everyday', category: 'advice', sample: 40, count: 2 },
    rated: { systems: ['Claude "1"', 'LIMA 65B'], samples: 2, responsesSha256: 'r' },
    known: [{ kind: 'GOLD', prompt: '0002', system: 'LIMA 65B', expected: 'PASS', feedback: 'So.' }],
  })
  expect(protocol.criteria).toEqual([
    {
      ...{ question: 'How good is this answer?', unit: 'RESPONSE' },
      options: rating.criteria[0]?.options.map(({ code, score, label, anchor }) => ({ code, score, label, anchor })),
    },
  ])
  for (const key of ['comparisons', 'identicalChecks', 'planning', 'promptSetId', 'leaveOutUnanswered'])
    expect(protocol).not.toHaveProperty(key)
})

const more = (change: Partial<RatingDesign>) => protocolText({ ...rating, ...change }, facts)

test.each<[string, Partial<RatingDesign>]>([
  ['the unit', { criteria: rating.criteria.map((each) => ({ ...each, unit: 'TURN' })) }],
  [
    'an anchor',
    {
      criteria: rating.criteria.map((each) => ({ ...each, options: each.options.map((o) => ({ ...o, anchor: '' })) })),
    },
  ],
  ['how many samples', { rated: { ...rating.rated, samples: 1 } }],
  ['which systems', { rated: { ...rating.rated, systemIds: ['s1'] } }],
])('another protocol says %s otherwise', (_, change) => {
  expect(more(change)).not.toBe(more({}))
})

test('a plan is a part of the protocol, by the names of its systems; without one nothing is said', () => {
  const preregistration = { ...planned, hypotheses: planned.hypotheses.map((each) => ({ ...each, a: 's1', b: 's2' })) }
  const text = protocolText({ ...comparison, preregistration }, facts)
  expect(JSON.parse(text).preregistration).toMatchObject({
    hypotheses: [{ a: 'LIMA 65B', b: 'Claude "1"', direction: 'BETTER' }],
    stopping: { when: 'JUDGMENTS', judgments: 240 },
  })
  expect(sha256(text)).not.toBe(sha256(protocolText(comparison, facts)))
  expect(JSON.parse(protocolText(rating, facts))).not.toHaveProperty('preregistration')
})
