import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecordProblem } from '../problems'
import type { JsonRecord } from '../read/fields'
import { mappedImport } from './mapped-format'
import { mappedJudgments } from './mapped-judgments'
import { MAPPING_FORMAT, Mapping, type MappingOf } from './schema'

const PAIR = { promptId: { path: 'q' }, modelA: { path: 'left' }, modelB: { path: 'right' } }

function judgments(parts: object): MappingOf<'judgment'> {
  const mapping = Mapping.parse({ format: MAPPING_FORMAT, name: 'Votes', row: 'judgment', ...PAIR, ...parts })
  if (mapping.row !== 'judgment') throw new Error('It is one of judgments')
  return mapping
}

const values = (scale: string, given: Record<string, string>, more: object = {}) => ({
  questions: [
    {
      scale,
      verdict: {
        ...{ kind: 'values', from: { path: 'vote' } },
        ...{ values: Object.entries(given).map(([value, means]) => ({ value, means })), ...more },
      },
    },
  ],
})

const ROW = { q: 7, left: 'Heron', right: 'Quill' }

/** The verdict that a row gives, or what is wrong with it. */
function verdictOf(parts: object, record: JsonRecord): string {
  try {
    const [row] = mappedImport(judgments(parts)).read({ ...ROW, ...record }, '')
    return row?.answers[0]?.choice ?? 'no row'
  } catch (error) {
    if (error instanceof RecordProblem) return `${error.code}: ${error.detail}`
    throw error
  }
}

const SIDES = {
  kind: 'values',
  from: { path: 'first' },
  values: [
    { value: '1', means: 'A' },
    { value: '2', means: 'B' },
    { value: '', means: 'UNKNOWN' },
  ],
}

test.each<[string, object, JsonRecord, string | RegExp]>([
  ['the first system', values('THREE', { a: 'A' }), { vote: 'a' }, 'A'],
  ['a number', values('THREE', { '-1': 'B' }), { vote: -1 }, 'B'],
  ['a tie', values('THREE', { equal: 'TIE' }), { vote: ' equal ' }, 'TIE'],
  ['both are bad', values('THREE_BOTH_BAD', { neither: 'BOTH_BAD' }), { vote: 'neither' }, 'BOTH_BAD'],
  ['a grade', values('SEVEN', { 'much better': 'B3' }), { vote: 'much better' }, 'B3'],
  ['nothing as a tie, if so said', values('THREE', { '': 'TIE' }), { vote: null }, 'TIE'],
  [
    'no verdict',
    values('THREE', { skip: 'NONE' }),
    { vote: 'skip' },
    /^unparsed: “vote” is "skip", which is no verdict/,
  ],
  [
    'what has no meaning',
    values('THREE', { a: 'A' }),
    { vote: 'A' },
    /^unknown_value: “vote” is "A", of which the mapping/,
  ],
  ['nothing without a meaning', values('THREE', { a: 'A' }), {}, /^unknown_value: “vote” is ""/],
  ['others, if they are none', values('THREE', { a: 'A' }, { others: 'LEAVE_OUT' }), { vote: 'z' }, /^unparsed/],
  ['a system’s name', values('THREE', {}, { names: true }), { vote: 'Quill' }, 'B'],
  ['a name that both have', values('THREE', {}, { names: true }), { vote: 'Heron', right: 'Heron' }, /^unknown_value/],
  ['first shown, A first', { ...values('THREE', { l: 'FIRST' }), shownFirst: SIDES }, { vote: 'l', first: 1 }, 'A'],
  ['first shown, B first', { ...values('THREE', { l: 'FIRST' }), shownFirst: SIDES }, { vote: 'l', first: 2 }, 'B'],
  [
    'second shown, with points',
    { ...values('FIVE', { r: 'SECOND2' }), shownFirst: SIDES },
    { vote: 'r', first: 2 },
    'A2',
  ],
  [
    'first shown, nobody knows which',
    { ...values('THREE', { l: 'FIRST' }), shownFirst: SIDES },
    { vote: 'l' },
    /^unparsed: “vote” goes by the response shown first/,
  ],
  [
    'a side without a meaning',
    { ...values('THREE', { l: 'A' }), shownFirst: SIDES },
    { vote: 'l', first: 'x' },
    /^unknown_value: “first” is "x"/,
  ],
  [
    'always A first',
    { ...values('THREE', { r: 'SECOND' }), shownFirst: { kind: 'always', means: 'A' } },
    { vote: 'r' },
    'B',
  ],
])('a verdict by its value: %s', (_, parts, record, wanted) => {
  const found = verdictOf(parts, record)
  if (typeof wanted === 'string') expect(found).toBe(wanted)
  else expect(found).toMatch(wanted)
})

const COLUMNS = {
  questions: [
    {
      scale: 'THREE',
      verdict: {
        kind: 'columns',
        columns: [
          { from: { path: 'Answer.a' }, means: 'A' },
          { from: { path: 'Answer.b' }, means: 'B' },
          { from: { path: 'tie' }, means: 'TIE' },
        ],
      },
    },
  ],
}
const steps = (...given: object[]) => ({
  questions: [{ scale: 'THREE', verdict: { kind: 'number', from: { path: 'p' }, steps: given } }],
})
const THRESHOLDS = steps({ below: 1.5, means: 'A' }, { upTo: 1.5, means: 'TIE' }, { upTo: 2, means: 'B' })
const SCORES = {
  questions: [
    {
      scale: 'THREE',
      verdict: {
        ...{ kind: 'number', from: { path: 'rating.a' }, minus: { path: 'rating.b' } },
        steps: [{ below: 0, means: 'B' }, { upTo: 0, means: 'TIE' }, { means: 'A' }],
      },
    },
  ],
}

test.each<[string, object, JsonRecord, string | RegExp]>([
  ['one column set', COLUMNS, { 'Answer.a': 'true', 'Answer.b': 'false', tie: '' }, 'A'],
  ['one set, as a number', COLUMNS, { 'Answer.a': 0, 'Answer.b': 0, tie: 1 }, 'TIE'],
  [
    'none set',
    COLUMNS,
    { 'Answer.a': 0 },
    /^unparsed: Of “Answer.a”, “Answer.b”, “tie” none is set: 0, nothing, nothing/,
  ],
  ['several set', COLUMNS, { 'Answer.a': true, tie: true }, /^unparsed: .* several are set/],
  ['below a threshold', THRESHOLDS, { p: 1.4999 }, 'A'],
  ['at a threshold', THRESHOLDS, { p: '1.5' }, 'TIE'],
  ['above it', THRESHOLDS, { p: 1.5001 }, 'B'],
  ['beyond the last', THRESHOLDS, { p: 2.1 }, /^unknown_value: “p” is "2.1"/],
  ['no number', THRESHOLDS, { p: 'high' }, /^wrong_type: “p” is "high", not a number/],
  ['nothing', THRESHOLDS, { p: null }, /^unparsed: “p” is no number/],
  ['the higher of two scores', SCORES, { rating: { a: 4, b: 7 } }, 'B'],
  ['equal scores', SCORES, { rating: { a: 4, b: '4' } }, 'TIE'],
])('a verdict by columns or numbers: %s', (_, parts, record, wanted) => {
  const found = verdictOf(parts, record)
  if (typeof wanted === 'string') expect(found).toBe(wanted)
  else expect(found).toMatch(wanted)
})

test('who judged, when, how long and why, and the texts, from paths and from JSON in texts', () => {
  const mapping = judgments({
    ...values('THREE', { a: 'A' }),
    ...{
      prompt: { path: 'asked', json: true },
      responseA: { path: 'said.a', json: true },
      responseB: { path: 'said.b' },
    },
    ...{
      annotator: { path: 'meta.people[-1].name' },
      time: { path: 'at' },
      seconds: { path: 's' },
      rationale: { path: 'why' },
    },
    groups: {
      rules: [
        { like: 'gpt-*', group: 'Models', model: true },
        { like: '*_x', group: 'Experts' },
      ],
    },
  })
  const record = {
    ...{ ...ROW, vote: 'a', asked: '["Zip?", "More?"]', said: { a: '["Wax.", "Soap."]', b: ['Oil.', 'None.'] } },
    ...{ meta: { people: [{ name: 'no' }, { name: 'ann_x' }] }, at: 1_680_000_000_500, s: '2.5', why: 'Shorter.' },
  }
  expect(mappedJudgments(mapping).read(record, '')).toMatchObject([
    {
      ...{ promptId: '7', systemA: 'Heron', systemB: 'Quill', annotator: 'ann_x', group: 'Experts', isModel: false },
      ...{ judgedAt: '2023-03-28T10:40:00.500Z', elapsedMs: 2500, rationale: 'Shorter.' },
      prompt: [{ role: 'user', content: 'Zip?' }],
      responseA: [{ content: 'Wax.' }, { role: 'user', content: 'More?' }, { content: 'Soap.' }],
    },
  ])
  const other = { ...record, said: { a: '["Wax."]', b: ['Oil.', 'None.'] } }
  expect(() => mappedJudgments(mapping).read(other, '')).toThrow(/“said.a” has 1 answers to 2 turns/)
})

const ONLY = { only: { from: { path: 'stage' }, values: ['final', ''] } }
const ASKED = {
  criterion: { path: 'about' },
  questions: ['helpful', 'honest'].map((when) => ({ ...values('THREE', { a: 'A', b: 'B' }).questions[0], when })),
}

test.each<[string, object, JsonRecord, string | RegExp]>([
  ['a row that is taken', { ...values('THREE', { a: 'A' }), ...ONLY }, { vote: 'a', stage: 'final' }, 'A'],
  ['one with nothing there, which is taken, too', { ...values('THREE', { a: 'A' }), ...ONLY }, { vote: 'a' }, 'A'],
  [
    'one that is not taken, whatever its verdict',
    { ...values('THREE', { a: 'A' }), ...ONLY },
    { vote: 'x', stage: 'Final' },
    /^not_chosen: “stage” is "Final"$/,
  ],
  ['a row of the second question', ASKED, { vote: 'b', about: 'honest' }, 'B'],
  ['a row of no question', ASKED, { vote: 'b', about: 'short' }, /^unknown_value: “about” is "short".*which question/],
  [
    'a turn that is none',
    { ...values('THREE', { a: 'A' }), turn: { path: 'turn' } },
    { vote: 'a', turn: 0 },
    /^wrong_type: “turn” is 0/,
  ],
])('which rows are taken, and what they answer: %s', (_, parts, record, wanted) => {
  const found = verdictOf(parts, record)
  if (typeof wanted === 'string') expect(found).toBe(wanted)
  else expect(found).toMatch(wanted)
})

test('a row of a turn has both dialogues up to it, and nothing of texts that are not there', () => {
  const texts = { prompt: { path: 'asked' }, responseA: { path: 'a' }, responseB: { path: 'b' } }
  const read = (record: JsonRecord, more: object = texts) =>
    mappedJudgments(judgments({ ...values('THREE', { v: 'A' }), turn: { path: 'turn' }, ...more })).read(
      { ...ROW, vote: 'v', ...record },
      '',
    )
  const said = { asked: ['Zip?', 'More?'], a: ['Wax.', 'Soap.'], b: ['Oil.', 'None.'] }
  const lengths = (rows: ReturnType<typeof read>) => rows.map((row) => [row.responseA?.length, row.responseB?.length])
  expect(lengths(read({ ...said, turn: 1 }))).toEqual([[1, 1]])
  expect(lengths(read({ ...said, turn: '2' }))).toEqual([[3, 3]])
  expect(lengths(read(said))).toEqual([[3, 3]])
  expect(() => read({ ...said, turn: 3 })).toThrow(/2 answers; the row is of turn 3/)
  expect(read({ turn: 2 }, {})).toMatchObject([{ part: 'turn 2', responseA: null }])
})

test('questions and the column that tells them apart belong together', () => {
  const refused = (parts: object) => {
    const parsed = Mapping.safeParse({ format: MAPPING_FORMAT, name: 'Votes', row: 'judgment', ...PAIR, ...parts })
    return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  expect(refused(ASKED)).toBeUndefined()
  expect(refused({ questions: ASKED.questions })).toEqual([
    'questions.0.when: Name the column of the criterion, too.',
    'questions.1.when: Name the column of the criterion, too.',
  ])
  const [first] = ASKED.questions
  expect(refused({ ...ASKED, questions: [first, first] })).toEqual([
    'questions.1.when: “helpful” is given to two questions.',
  ])
  expect(refused({ ...ASKED, ...values('THREE', { a: 'A' }) })?.[0]).toMatch(/^questions.0.when: Say of which rows/)
})

test('names that every object has are no columns', () => {
  const found = verdictOf(values('THREE', {}, { others: 'LEAVE_OUT', from: { path: 'constructor.name' } }), {})
  expect(found).toMatch(/^unparsed: “constructor.name” is ""/)
})

test('of any rows, those counted and those left out are all: each gives one judgment or one reason', () => {
  const anything = fc.oneof(fc.constantFrom('a', 'b', 'tie', 'Heron', '', null), fc.jsonValue())
  const format = mappedJudgments(
    judgments({
      ...values('THREE', { a: 'A', b: 'B', tie: 'TIE', '': 'NONE' }, { names: true }),
      annotator: { path: 'who' },
      seconds: { path: 's' },
    }),
  )
  const record = fc.record({ q: anything, left: anything, right: anything, vote: anything, who: anything, s: anything })
  fc.assert(
    fc.property(fc.array(record), (records) => {
      let [counted, leftOut] = [0, 0]
      for (const one of records) {
        try {
          const rows = format.read(one, '')
          expect(rows.map(({ answers }) => answers.length)).toEqual([1])
          counted += rows.length
        } catch (error) {
          if (!(error instanceof RecordProblem)) throw error
          leftOut += 1
        }
      }
      expect(counted + leftOut).toBe(records.length)
    }),
  )
})

test('turning a pair round turns its verdict: what is won by one system stays won by it', () => {
  const grades = ['A2', 'A1', 'TIE', 'B1', 'B2', 'FIRST1', 'FIRST2', 'SECOND1', 'SECOND2'] as const
  const parts = (means: string, first: string) => ({
    ...values('FIVE', { v: means }),
    shownFirst: { kind: 'always', means: first },
  })
  const mirror = (code: string) => code.replace(/^[AB]/, (side) => (side === 'A' ? 'B' : 'A'))
  fc.assert(
    fc.property(fc.constantFrom(...grades), fc.constantFrom('A', 'B'), (means, first) => {
      const turned = verdictOf(parts(mirror(means), mirror(first)), { vote: 'v', left: 'Quill', right: 'Heron' })
      expect(mirror(turned)).toBe(verdictOf(parts(means, first), { vote: 'v' }))
    }),
  )
})
