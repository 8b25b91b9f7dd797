import { expect, test } from 'vitest'
import { type Comparisons, pairsOf } from '@/lib/protocols/comparison/design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { blankDesign, blankRating } from './blank-design'
import { type ComparisonDesign, type RatingDesign, StudyInput } from './schema'

const id = (n: number) => `7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3${n}`

const design = (): ComparisonDesign => ({
  ...blankDesign(),
  title: 'Houses',
  promptSetId: id(0),
  comparisons: { pairing: 'FOCAL', focalSystemId: id(1), baselineIds: [id(2), id(3)] },
})

const [criterion] = blankDesign().criteria
const [crowd] = blankDesign().groups
const known = {
  ...{ kind: 'GOLD', promptId: id(5), systemAId: id(1), systemBId: id(2), expected: 'A', feedback: '' },
} as const

/** Paths of what is wrong with a design changed so. */
function wrong(change: Record<string, unknown>): string[] {
  const result = StudyInput.safeParse({ ...design(), ...change })
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'))
}

test('LIMA’s wording with a title, a prompt set and systems is a design', () => {
  expect(wrong({})).toEqual([])
})

test.each([
  [{ title: ' ' }, 'title'],
  [{ title: 'x'.repeat(121) }, 'title'],
  [{ title: 'nul \0' }, 'title'],
  [{ framing: 'nul \0' }, 'framing'],
  [{ instructions: 'half \ud83e' }, 'instructions'],
  [{ consent: 'half \ud83e' }, 'consent'],
  [{ rationale: 'SOMETIMES' }, 'rationale'],
  [{ criteria: [] }, 'criteria'],
  [{ criteria: Array(7).fill(criterion) }, 'criteria'],
  [{ criteria: [criterion, { ...criterion, question: ' ' }] }, 'criteria.1.question'],
  [{ criteria: [criterion, criterion] }, 'criteria.1.question'],
  [{ criteria: [{ ...criterion, question: true }] }, 'criteria.0.question'],
  [{ criteria: [{ ...criterion, scale: 'TEN' }] }, 'criteria.0.scale'],
  [{ criteria: [{ ...criterion, labels: { ...scaleLabels('THREE'), TIE: 'nul \0' } }] }, 'criteria.0.labels.TIE'],
  [{ criteria: [{ ...criterion, scale: 'THREE_BOTH_BAD' }] }, 'criteria.0.labels.BOTH_BAD'],
  [{ criteria: [{ ...criterion, labels: { ...scaleLabels('THREE'), A: ' ' } }] }, 'criteria.0.labels.A'],
  [{ promptSetId: 'x' }, 'promptSetId'],
  [{ sample: 0 }, 'sample'],
  [{ overlap: 0 }, 'overlap'],
  [{ overlap: 1.5 }, 'overlap'],
  [{ overlap: '2' }, 'overlap'],
  [{ overlap: Number.NaN }, 'overlap'],
  [{ sharedItems: 1001 }, 'sharedItems'],
  [{ repeatShare: 0.6 }, 'repeatShare'],
  [{ groups: [] }, 'groups'],
  [{ groups: [crowd, { ...crowd, codePrefix: 'D' }] }, 'groups'],
  [{ groups: [crowd, { ...crowd, name: 'Authors' }] }, 'groups'],
  [{ groups: [crowd, { ...crowd, name: '', codePrefix: 'A' }] }, 'groups.1.name'],
  [{ groups: [{ ...crowd, codePrefix: 'c' }] }, 'groups.0.codePrefix'],
  [{ groups: [{ ...crowd, places: 0 }] }, 'groups.0.places'],
  [{ sharedItems: 5, groups: [{ ...crowd, judgesShared: false }] }, 'sharedItems'],
  [{ known: [{ ...known, promptId: '' }] }, 'known.0.promptId'],
  [{ known: [{ ...known, expected: 'A2' }] }, 'known.0.expected'],
  [{ known: [{ ...known, systemBId: id(1) }] }, 'known.0.systemBId'],
  [{ known: [known, { ...known, kind: 'PRACTICE', systemAId: id(2), systemBId: id(1) }] }, 'known'],
  [{ cap: 0 }, 'cap'],
  [{ leaseMinutes: 0 }, 'leaseMinutes'],
  [{ seed: 2 ** 31 }, 'seed'],
  [{ seed: Number.NaN }, 'seed'],
  [{ planning: { ...design().planning, seconds: 0 } }, 'planning.seconds'],
])('%j is wrong at %s', (change, path) => {
  expect(wrong(change)).toEqual([path])
})

test.each<[string, object, string[]]>([
  ['no focal system', { pairing: 'FOCAL', focalSystemId: '', baselineIds: [id(2)] }, ['comparisons.focalSystemId']],
  ['no baseline', { pairing: 'FOCAL', focalSystemId: id(1), baselineIds: [] }, ['comparisons.baselineIds']],
  ['itself', { pairing: 'FOCAL', focalSystemId: id(1), baselineIds: [id(1)] }, ['comparisons.baselineIds']],
  [
    'a baseline twice',
    { pairing: 'FOCAL', focalSystemId: id(1), baselineIds: [id(2), id(2)] },
    ['comparisons.baselineIds'],
  ],
  ['one of all', { pairing: 'ALL', systemIds: [id(1)] }, ['comparisons.systemIds']],
  ['no pair', { pairing: 'LISTED', pairs: [] }, ['comparisons.pairs']],
  ['half a pair', { pairing: 'LISTED', pairs: [{ a: id(1), b: '' }] }, ['comparisons.pairs.0.b']],
  [
    'a pair both ways',
    {
      pairing: 'LISTED',
      pairs: [
        { a: id(1), b: id(2) },
        { a: id(2), b: id(1) },
      ],
    },
    ['comparisons.pairs'],
  ],
])('comparing with %s is wrong', (_, comparisons, paths) => {
  expect(wrong({ comparisons })).toEqual(paths)
})

test.each<[Comparisons, [number, number][]]>([
  [
    { pairing: 'FOCAL', focalSystemId: id(3), baselineIds: [id(1), id(2)] },
    [
      [3, 1],
      [3, 2],
    ],
  ],
  [
    { pairing: 'ALL', systemIds: [id(1), id(2), id(3)] },
    [
      [1, 2],
      [1, 3],
      [2, 3],
    ],
  ],
  [{ pairing: 'LISTED', pairs: [{ a: id(2), b: id(1) }] }, [[2, 1]]],
])('%j compares these pairs', (comparisons, pairs) => {
  expect(pairsOf(comparisons)).toEqual(pairs.map(([a, b]) => ({ a: id(a), b: id(b) })))
})

const rating = (): RatingDesign => ({
  ...blankRating(),
  title: 'Houses',
  promptSetId: id(0),
  rated: { systemIds: [id(1), id(2)], samples: 1 },
})
const [grades] = blankRating().criteria
const gold = { kind: 'GOLD', promptId: id(5), systemId: id(1), expected: 'PASS', feedback: '' } as const
const options = (count: number) =>
  Array.from({ length: count }, (_, score) => ({ code: `O${score}`, score, label: 'x' }))

test('a design without a protocol is one of comparisons, and one with an unknown protocol is none', () => {
  const { protocol: _, ...unsaid } = design()
  expect(StudyInput.parse(unsaid)).toEqual({ protocol: 'COMPARISON', ...unsaid })
  expect(StudyInput.safeParse({ ...design(), protocol: 'BOTH' }).error?.issues).toMatchObject([
    { path: ['protocol'], message: 'Choose COMPARISON or RATING.' },
  ])
})

test.each<[object, string[]]>([
  [{}, []],
  [{ rated: { systemIds: [id(1)], samples: 100 } }, []],
  [{ criteria: [{ ...grades, unit: 'TURN' }] }, []],
  [{ known: [gold] }, []],
  [{ comparisons: design().comparisons }, ['comparisons']],
  [{ identicalChecks: 0 }, ['identicalChecks']],
  [{ rated: { systemIds: [], samples: 1 } }, ['rated.systemIds']],
  [{ rated: { systemIds: [id(1), id(1)], samples: 1 } }, ['rated.systemIds']],
  [{ rated: { systemIds: [id(1)], samples: 0 } }, ['rated.samples']],
  [{ rated: { systemIds: [id(1)], samples: 1.5 } }, ['rated.samples']],
  [{ criteria: [] }, ['criteria']],
  [{ criteria: [{ ...grades, unit: 'WORD' }] }, ['criteria.0.unit']],
  [{ criteria: [{ ...grades, options: options(1) }] }, ['criteria.0.options']],
  [{ criteria: [{ ...grades, options: options(11) }] }, ['criteria.0.options']],
  [
    { criteria: [{ ...grades, options: options(2).map((each) => ({ ...each, score: 1 })) }] },
    ['criteria.0.options.1.score'],
  ],
  [{ known: [{ ...gold, expected: 'SAFE' }] }, ['known.0.expected']],
  [{ known: [gold, { ...gold, kind: 'PRACTICE', expected: 'FAIL' }] }, ['known']],
  [{ overlap: 0 }, ['overlap']],
])('of ratings, %j is wrong at %j', (change, paths) => {
  const result = StudyInput.safeParse({ ...rating(), ...change })
  expect(result.success ? [] : result.error.issues.map(({ path }) => path.join('.'))).toEqual(paths)
})

test('a known option of the second question is none of the first', () => {
  const second = { question: 'Is it safe?', unit: 'RESPONSE', options: options(2) }
  const { error } = StudyInput.safeParse({
    ...rating(),
    criteria: [grades, second],
    known: [{ ...gold, expected: 'O1' }],
  })
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['known.0.expected'])
})

test('a comparison that rates systems is refused where it says so', () => {
  expect(wrong({ rated: rating().rated })).toEqual(['rated'])
})
