import { expect, test } from 'vitest'
import { parseDesignFile } from './design-file'
import { type Ids, resolveDesign } from './resolve-design'
import { design, failure, ids, lima, rating, write } from './testing'

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
    'preregistration.hypotheses[0].b': ['there is no system named Claude "1" here.'],
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
  ['identicalChecks', (file) => Object.assign(file, { identicalChecks: 2 }), 'no check items'],
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
