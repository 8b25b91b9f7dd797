import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Comparisons } from '@/lib/protocols/comparison/design'
import { parseDesignFile } from './design-file'
import { resolveDesign } from './resolve-design'
import { alpaca, claude, design, failure, ids, lima, rating, write } from './testing'

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
  const [, example] =
    /```json\n(\{\n {2}"format": "evenhand-design.*?)```/s.exec(readFileSync('docs/file-formats.md', 'utf8')) ?? []
  expect(parseDesignFile(example ?? '')).toMatchObject({ title: 'Replication, k = 3', overlap: 3 })
})

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
