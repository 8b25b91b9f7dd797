import { expect, test } from 'vitest'
import { unbounded } from '@/lib/testing/bounds'
import { isLike } from './groups'
import { mappedImport, mappedUpload } from './mapped-format'
import { readMapping } from './read-mapping'
import { MAPPING_FORMAT, Mapping } from './schema'
import { valueAt } from './value-at'

const mapping = (parts: object) => Mapping.parse({ format: MAPPING_FORMAT, name: 'Table', ...parts })
const at = (path: string) => ({ path })

test('a mapping takes nothing without an end', () => {
  expect(unbounded(Mapping)).toEqual([])
})

test.each<[string, unknown]>([
  ['a', 1],
  ['b.c[0].d', 2],
  ['b.c[-1].d', 3],
  ['dotted.name', 4],
  ['dotted.name[0]', undefined],
  ['deep.er.x', 5],
  ['b.c', [{ d: 2 }, { d: 3 }]],
  ['b.c.d', undefined],
  ['toString', undefined],
  ['__proto__.x', undefined],
])('what stands at %s', (path, wanted) => {
  const record = { a: 1, b: { c: [{ d: 2 }, { d: 3 }] }, 'dotted.name': 4, 'deep.er': { x: 5 }, deep: {} }
  expect(valueAt(record, { path, json: false })).toEqual(wanted)
})

test('a text on the way, or at its end, is read as JSON where that is said', () => {
  const record = { body: '{"choices": [{"text": "[1, 2]"}]}', bad: '{"a": ' }
  expect(valueAt(record, { path: 'body.choices[0].text', json: true })).toEqual([1, 2])
  expect(valueAt(record, { path: 'body.choices[0].text', json: false })).toBeUndefined()
  expect(() => valueAt(record, { path: 'bad.a', json: true })).toThrow(/“bad.a” is to be read as JSON, and is none/)
})

test.each([
  ['expert_12', 'expert_*', true],
  ['gpt-4-0613', '*-4-*', true],
  ['gpt-4', 'gpt-4', true],
  ['gpt-4o', 'gpt-4', false],
  ['abc', 'ab*bc', false],
  ['aXbXc', 'a*b*c', true],
  ['acb', 'a*b*c', false],
  ['', '*', true],
])('%s is as %s: %s', (name, pattern, wanted) => {
  expect(isLike(name, pattern)).toBe(wanted)
})

test('pairs, and a response a column, hold texts of several systems', () => {
  const pairs = mappedImport(
    mapping({
      ...{ row: 'pair', prompt: at('prompt'), modelA: { fixed: 'chosen' }, modelB: { fixed: 'rejected' } },
      ...{ responseA: at('chosen'), responseB: at('rejected') },
    }),
  )
  const talk = (content: string) => [
    { role: 'user', content: 'Zip?' },
    { role: 'assistant', content },
  ]
  const row = { systemA: 'chosen', systemB: 'rejected', prompt: [{ role: 'user', content: 'Zip?' }], answers: [] }
  expect(pairs.read({ prompt: 'Zip?', chosen: 'Wax.', rejected: 'Oil.' }, '')).toMatchObject([row])
  expect(pairs.read({ chosen: talk('Wax.'), rejected: talk('Oil.') }, '')).toMatchObject([
    { ...row, responseB: [{ role: 'assistant', content: 'Oil.' }] },
  ])
  const other = [{ role: 'user', content: 'A fathom?' }, ...talk('Oil.').slice(1)]
  expect(() => pairs.read({ chosen: talk('Wax.'), rejected: other }, '')).toThrow(/begin with other questions/)

  const wide = mappedImport(
    mapping({
      ...{ row: 'wide', promptId: at('id') },
      responses: [
        { system: 'Heron', from: at('heron') },
        { system: 'Quill', from: at('quill') },
      ],
    }),
  )
  expect(wide.read({ id: 1, heron: 'Wax.', quill: '' }, '')).toMatchObject([
    { promptId: '1', systemA: 'Heron', systemB: null },
  ])
  expect(() => wide.read({ id: 1 }, '')).toThrow(/No column has a response/)
  const long = mappedImport(mapping({ row: 'response', prompt: at('p'), response: at('r'), system: at('model') }))
  expect(long.read({ p: 'Zip?', r: 'Wax.', model: 'Heron' }, '')).toMatchObject([{ systemA: 'Heron' }])
  expect(() => long.read({ p: 'Zip?', r: 'Wax.' }, '')).toThrow(/“model” is empty: it names a system/)
})

test('prompts and one system’s responses are read as uploads read them', () => {
  const prompts = mappedUpload(
    'PROMPTS',
    mapping({ row: 'prompt', prompt: at('turns'), promptId: at('n'), tags: at('t') }),
  )
  expect(prompts.read({ n: 1, turns: ['Zip?', 'More?'], t: 'a;b' })).toEqual({
    ...{ externalId: '1', category: null, tags: ['a', 'b'] },
    messages: [
      { role: 'user', content: 'Zip?' },
      { role: 'user', content: 'More?' },
    ],
  })
  const responses = mappedUpload(
    'RESPONSES',
    mapping({ row: 'response', promptId: at('n'), response: at('out'), sample: at('k') }),
  )
  expect(responses.read({ n: 1, out: ['Wax.', 'Soap.'], k: '2' })).toMatchObject([{ externalId: '1', sample: 2 }])
  expect(() => responses.read({ n: 1, out: 'Wax.', k: 'x' })).toThrow(/“k” is "x", not a number/)
  expect(() => mappedUpload('PROMPTS', mapping({ row: 'response', promptId: at('n'), response: at('out') }))).toThrow(
    /the rows are responses of one system; wanted are prompts/,
  )
})

const GOOD = {
  format: MAPPING_FORMAT,
  name: 'Votes',
  row: 'judgment',
  promptId: at('q'),
  modelA: at('a'),
  modelB: at('b'),
}
const asked = (verdict: object, scale = 'THREE') => ({ ...GOOD, questions: [{ scale, verdict }] })
const byValue = (...means: string[]) => ({
  kind: 'values',
  from: at('v'),
  values: means.map((one, nth) => ({ value: `${nth}`, means: one })),
})

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{', /The mapping is no JSON/],
  [
    'another format',
    { ...GOOD, format: 'evenhand-mapping/9' },
    /format: A mapping begins with "format": "evenhand-mapping\/1"/,
  ],
  ['no kind of row', { ...GOOD, row: 'vote' }, /row:/],
  ['a field nobody knows', { ...asked(byValue('A')), winner: 'v' }, /winner/],
  ['no place of the verdict', { ...GOOD, questions: [] }, /questions: Say where the verdict stands/],
  [
    'a meaning that the scale lacks',
    asked(byValue('A2')),
    /questions\[0\]\.verdict\.values\[0\]\.means: A2 is none of this scale’s meanings: A, B, FIRST/,
  ],
  ['a side that nobody tells', asked(byValue('FIRST')), /shownFirst: Say which response was shown first/],
  [
    'one value with two meanings',
    asked({
      ...byValue(),
      values: [
        { value: 'x', means: 'A' },
        { value: 'x', means: 'B' },
      ],
    }),
    /“x” is given two meanings/,
  ],
  [
    'a system without a name',
    { ...asked(byValue('A')), modelA: {} },
    /modelA: Name a column, or give one name for all/,
  ],
  [
    'no prompt',
    { ...asked(byValue('A')), promptId: undefined },
    /prompt: Say where the prompt’s id or its text stands/,
  ],
  ['prototypes', '{"format": "evenhand-mapping/1", "__proto__": {"row": "prompt"}}', /cannot be used/],
])('a file with %s is told so', (_, file, wanted) => {
  expect(() => readMapping(typeof file === 'string' ? file : JSON.stringify(file))).toThrow(wanted)
})

test('a file that can be used is read as it stands', () => {
  expect(readMapping(`\uFEFF${JSON.stringify(asked(byValue('A', 'B', 'TIE')))}`)).toMatchObject({
    ...{ row: 'judgment', groups: { rules: [], otherwise: { group: 'Annotators' } } },
    questions: [{ question: 'Which answer is better?', verdict: { others: 'BLOCK', names: false } }],
  })
})
