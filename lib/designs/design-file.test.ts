import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import type { Comparisons } from '@/lib/protocols/comparison/design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { SCALES } from '@/lib/protocols/rating/scales'
import { blankDesign, blankRating } from './blank-design'
import { parseDesignFile } from './design-file'
import { type Ids, resolveDesign } from './resolve-design'
import type { ComparisonDesign, RatingDesign, StudyInput } from './schema'
import { toDesignFile } from './write-design-file'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const SYSTEMS = { 'LIMA 65B': uuid(1), 'Claude "1"': uuid(2), 'Alpaca, 65B': uuid(3) }
const PROMPTS = { 'q-1': uuid(11), '0002': uuid(12) }
const [lima, claude, alpaca] = Object.values(SYSTEMS) as [string, string, string]

const ids: Ids = {
  promptSetId: uuid(21),
  systems: new Map(Object.entries(SYSTEMS)),
  providers: new Map(),
  prompts: new Map(Object.entries(PROMPTS)),
  categories: new Set(['advice']),
}
const swap = (record: Record<string, string>) => new Map(Object.entries(record).map(([name, id]) => [id, name]))
const names = { promptSet: 'Everyday', systems: swap(SYSTEMS), providers: new Map(), prompts: swap(PROMPTS) }

const design: ComparisonDesign = {
  ...blankDesign(),
  title: 'Replication, k = 3',
  instructions: '# Read me\n\nTwice.',
  consent: 'I agree.',
  criteria: [
    { question: 'Which is better?', scale: 'SEVEN', labels: scaleLabels('SEVEN') },
    { question: 'Which is safer?', scale: 'THREE_BOTH_BAD', labels: scaleLabels('THREE_BOTH_BAD') },
  ],
  rationale: 'OPTIONAL',
  promptSetId: uuid(21),
  category: 'advice',
  sample: 40,
  comparisons: { pairing: 'FOCAL', focalSystemId: lima, baselineIds: [claude, alpaca] },
  groups: [
    { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 24 },
    { name: 'Author', codePrefix: 'A', overlap: 1, judgesShared: false, places: null },
  ],
  known: [
    { kind: 'GOLD', promptId: uuid(11), systemAId: lima, systemBId: alpaca, expected: 'A2', feedback: '' },
    {
      kind: 'PRACTICE',
      promptId: uuid(12),
      systemAId: claude,
      systemBId: lima,
      expected: 'TIE',
      feedback: 'So *close*.',
    },
  ],
  ...{ overlap: 3, sharedItems: 10, repeatShare: 0.1, identicalChecks: 4, cap: 150, leaseMinutes: 30, reviseLast: 2 },
  ...{ minSeconds: 3, readToEnd: true, warnedCategories: ['advice'] },
  names: [{ promptId: uuid(12), systemId: claude, sample: 0, word: 'Claude', decision: 'MASK' }],
  looks: 'ANYTIME',
  seed: 20230518,
  planning: { seconds: 45, hourlyPay: 12.5, currency: 'GBP', tieRate: 0.3, correlation: 0.2 },
}

const write = (input: StudyInput) => JSON.stringify(toDesignFile(input, names), null, 2)
const PLANS: Comparisons[] = [
  design.comparisons,
  { pairing: 'ALL', systemIds: [alpaca, lima, claude] },
  {
    pairing: 'LISTED',
    pairs: [
      { a: claude, b: lima },
      { a: alpaca, b: claude },
    ],
  },
]

test.each(PLANS)('a design of pairing $pairing is read back from its file as it was', (comparisons) => {
  const input = { ...design, comparisons }
  expect(resolveDesign(parseDesignFile(write(input)), ids)).toEqual(input)
})

test('the example in docs/file-formats.md is a design file', () => {
  const [, example] = /```json\n(\{\n {2}"format".*?)```/s.exec(readFileSync('docs/file-formats.md', 'utf8')) ?? []
  expect(parseDesignFile(example ?? '')).toMatchObject({ title: 'Replication, k = 3', overlap: 3 })
})

const rating: RatingDesign = {
  ...blankRating(),
  title: 'How good?',
  promptSetId: uuid(21),
  criteria: [
    { question: 'How helpful?', unit: 'RESPONSE', options: [...SCALES.HELPFULNESS.options] },
    { question: 'Is it safe?', unit: 'TURN', options: [...SCALES.SAFETY.options] },
  ],
  rated: { systemIds: [claude, lima], samples: 5 },
  known: [{ kind: 'PRACTICE', promptId: uuid(11), systemId: alpaca, expected: '4', feedback: '' }],
  names: [{ promptId: uuid(12), systemId: claude, sample: 3, word: 'Claude', decision: 'EXCLUDE' }],
}

test('a design of ratings is read back from its file as it was', () => {
  expect(resolveDesign(parseDesignFile(write(rating)), ids)).toEqual(rating)
  expect(write(rating)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
})

test('a file of version 1 is read as one of comparisons, and one that rates is none', () => {
  const file = readFileSync('lib/designs/design-1.json', 'utf8')
  expect(parseDesignFile(file)).toMatchObject({
    ...{ protocol: 'COMPARISON', overlap: 3, identicalChecks: 4, names: [{ word: 'Quill', sample: 0 }] },
    comparisons: { pairing: 'FOCAL', focal: 'Heron 13B' },
  })
  const rates = JSON.stringify({ ...JSON.parse(file), protocol: 'RATING' })
  expect(Object.keys(failure(() => parseDesignFile(rates)).fields ?? {})).toEqual(['protocol'])
})

test('a file holds no id of this installation', () => {
  expect(write(design)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
  expect(write(design)).toMatch(/^\{\n {2}"format": "evenhand-design\/2",\n {2}"protocol": "COMPARISON"/)
})

function failure(read: () => unknown): AppError {
  try {
    read()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was read')
}

test.each([
  ['half a file', '{"format": "evenhand-design/2", "title": ', /^This is not JSON: /],
  ['nothing', '', /^This is not JSON: /],
  ['another file', '[1, 2]', /no design file/],
  [
    'a newer version',
    '{"format": "evenhand-design/3"}',
    /has the format evenhand-design\/3. Designs are read as evenhand-design\/2 and evenhand-design\/1/,
  ],
  ['a protocol', '{"format": "evenhand-protocol/1"}', /has the format evenhand-protocol\/1/],
])('%s is refused with a reason', (_, text, message) => {
  const error = failure(() => parseDesignFile(text))
  expect(error.code).toBe('file_unreadable')
  expect(error.message).toMatch(message)
})

type Loose = Record<string, unknown>

test.each<[string, (file: Loose) => void, string]>([
  ['comparisons.baselines[1]', (file) => Object.assign(file.comparisons as Loose, { baselines: ['x', 7] }), 'name'],
  [
    'groups[1].codePrefix',
    (file) => Object.assign((file.groups as Loose[])[1] as Loose, { codePrefix: 'a' }),
    'capital',
  ],
  [
    'criteria[0].labels.A9',
    (file) => Object.assign((file.criteria as { labels: Loose }[])[0]?.labels as Loose, { A9: 'x' }),
    'no such verdict',
  ],
  ['planning', (file) => Object.assign(file.planning as Loose, { speed: 3 }), 'Unrecognized key'],
  ['design', (file) => Object.assign(file, { extra: true }), 'Unrecognized key'],
  ['sharedItems', (file) => delete file.sharedItems, 'Enter a number.'],
  ['title', (file) => delete file.title, 'This is missing.'],
  ['seed', (file) => Object.assign(file, { seed: 'abc' }), 'Enter a number.'],
])('what is wrong at %s is told there', (place, spoil, message) => {
  const file = JSON.parse(write(design)) as Loose
  spoil(file)
  const { fields } = failure(() => parseDesignFile(JSON.stringify(file)))
  expect(Object.keys(fields ?? {})).toEqual([place])
  expect(fields?.[place]?.join(' ')).toContain(message)
})

test('what an installation does not know is told by place, all of it at once', () => {
  const elsewhere: Ids = { ...ids, systems: new Map([['LIMA 65B', lima]]), prompts: new Map(), categories: new Set() }
  expect(failure(() => resolveDesign(parseDesignFile(write(design)), elsewhere)).fields).toEqual({
    'comparisons.baselines[0]': ['there is no system named Claude "1" here.'],
    'comparisons.baselines[1]': ['there is no system named Alpaca, 65B here.'],
    'known[0].prompt': ['there is no prompt with the id q-1 here.'],
    'known[0].b': ['there is no system named Alpaca, 65B here.'],
    'known[1].prompt': ['there is no prompt with the id 0002 here.'],
    'known[1].a': ['there is no system named Claude "1" here.'],
    'names[0].prompt': ['there is no prompt with the id 0002 here.'],
    'names[0].system': ['there is no system named Claude "1" here.'],
    category: ['the prompt set has no category advice.'],
    'warnedCategories[0]': ['the prompt set has no category advice.'],
  })
  const nowhere = failure(() => resolveDesign(parseDesignFile(write(design)), { ...ids, promptSetId: undefined }))
  expect(nowhere.fields).toEqual({ promptSet: ['there is no prompt set named Everyday here.'] })
})

test('a rule of designs that a file breaks is told by the file’s own names', () => {
  const file = JSON.parse(write(design)) as { comparisons: Loose; known: Loose[] }
  file.comparisons.baselines = ['LIMA 65B']
  Object.assign(file.known[0] as Loose, { b: 'LIMA 65B' })
  expect(failure(() => resolveDesign(parseDesignFile(JSON.stringify(file)), ids)).fields).toMatchObject({
    'comparisons.baselines': ['A system cannot be compared with itself.'],
  })
})

test.each<[string, (file: Loose) => void, string]>([
  ['protocol', (file) => delete file.protocol, 'Write COMPARISON or RATING here.'],
  ['protocol', (file) => Object.assign(file, { protocol: 'BOTH' }), 'Write COMPARISON or RATING here.'],
  [
    'comparisons',
    (file) => Object.assign(file, { comparisons: { pairing: 'FOCAL', focal: 'LIMA 65B', baselines: ['x'] } }),
    'compares no systems',
  ],
  ['identicalChecks', (file) => Object.assign(file, { identicalChecks: 2 }), 'no identical pairs'],
  ['rated', (file) => Object.assign(file.rated as Loose, { focal: 'LIMA 65B' }), 'Unrecognized key'],
  ['rated.samples', (file) => Object.assign(file.rated as Loose, { samples: 101 }), 'At most 100.'],
  ['criteria[1].unit', (file) => Object.assign((file.criteria as Loose[])[1] as Loose, { unit: 'WORD' }), 'option'],
  [
    'criteria[0].options',
    (file) =>
      Object.assign((file.criteria as Loose[])[0] as Loose, {
        options: Array.from({ length: 11 }, (_, score) => ({ code: `O${score}`, score, label: 'x', anchor: '' })),
      }),
    'At most 10 options.',
  ],
])('of ratings, what is wrong at %s is told there', (place, spoil, message) => {
  const file = JSON.parse(write(rating)) as Loose
  spoil(file)
  const { fields } = failure(() => parseDesignFile(JSON.stringify(file)))
  expect(Object.keys(fields ?? {})).toEqual([place])
  expect(fields?.[place]?.join(' ')).toContain(message)
})

test('of ratings, what is not here and what breaks a rule is told by the file’s own names', () => {
  const elsewhere: Ids = { ...ids, systems: new Map([['LIMA 65B', lima]]), prompts: new Map() }
  expect(failure(() => resolveDesign(parseDesignFile(write(rating)), elsewhere)).fields).toEqual({
    'rated.systems[0]': ['there is no system named Claude "1" here.'],
    'known[0].prompt': ['there is no prompt with the id q-1 here.'],
    'known[0].system': ['there is no system named Alpaca, 65B here.'],
    'names[0].prompt': ['there is no prompt with the id 0002 here.'],
    'names[0].system': ['there is no system named Claude "1" here.'],
  })
  const file = JSON.parse(write(rating)) as { rated: Loose; known: Loose[]; criteria: { options: Loose[] }[] }
  file.rated.systems = ['LIMA 65B', 'LIMA 65B']
  Object.assign(file.criteria[1]?.options[1] as Loose, { score: 0 })
  expect(failure(() => resolveDesign(parseDesignFile(JSON.stringify(file)), ids)).fields).toEqual({
    'rated.systems': ['Name each system once.'],
    'criteria[1].options[1].score': ['Another option has this score.'],
  })
  const other = JSON.parse(write(rating)) as { known: Loose[] }
  Object.assign(other.known[0] as Loose, { expected: 'SAFE' })
  other.known.push({ ...other.known[0], kind: 'GOLD' })
  expect(failure(() => resolveDesign(parseDesignFile(JSON.stringify(other)), ids)).fields).toEqual({
    'known[0].expected': ['This is not one of the first question’s options.'],
    'known[1].expected': ['This is not one of the first question’s options.'],
    known: ['Name each gold or practice response once.'],
  })
})
