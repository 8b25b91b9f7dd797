import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUILT_IN } from './built-in'
import { coverAll, toMask } from './mask'
import { ownNames } from './own-names'
import { makeScanner } from './scan'
import { ENGLISH } from './self/english'
import { KOREAN } from './self/korean'
import type { Work } from './work'

// Steps are counted, not seconds: each is a character that is looked at, or a constant number of them.
const MOST_STEPS_A_CHARACTER = 300

const words = [...BUILT_IN, ...ownNames(['Osprey L', '가온 라지', 'a b c d e f g h'])]
const scan = makeScanner(words, { phrases: true })
const maskScan = makeScanner(['Osprey', '가온', 'GPT-4', 'made by northlake labs', 'a a a a'].map(toMask))

function stepsOf(run: (work: Work) => unknown): number {
  const work = { steps: 0 }
  run(work)
  return work.steps
}

/** What has cost a scanner of text its evening: brackets, escapes, emphasis, entities, half a phrase, half a name. */
const PIECES = [
  ...['[', ']', '](', '][', '[a](b)', '[a](', '[a](b(', '[a][', '\\[', '\\', '![', '(', ')', '[[](', '\n', ' '],
  ...[
    '*',
    '**',
    '_',
    '`',
    '~',
    '“',
    '"',
    '&#65;',
    '&#',
    '&shy',
    '\u200b',
    '\ufeff',
    'e\u0301',
    '️',
    '한',
    '字',
    '\ud83d',
  ],
  ...['gpt ', 'gpt4', 'GPT-', 'Osprey ', 'claude\u200b', 'a ', 'a b c ', '4', '4.', 'A', 'Aa ', 'Aa & ', "A'a-"],
  ...[
    'I was ',
    'made by ',
    'made by Aa ',
    'by Aa ',
    'as a ',
    "I'm Aa ",
    'my creators ',
    'the team that made me',
    ' have made me',
  ],
  ...['the people at Aa ', 'assistant of the Aa ', 'and I am and ', 'developed in 2023 ', 'I am not a person but '],
  ...[
    '저는 ',
    '가온',
    '가온은',
    '가온이라고라고',
    '에서 개발한 ',
    '가 만든 AI ',
    '저를 만든 곳은 ',
    '언어 모델로서',
    '인공지능이',
    '의 기술을 바탕',
  ],
]

const unit = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 3 })), {
  minLength: 1,
  maxLength: 4,
})
/** A beginning, a unit over and over, and an end that decides whether any of it was something. */
const shape = fc.record({
  head: fc.constantFrom('', ...PIECES),
  unit: unit.map((parts) => parts.join('')),
  tail: fc.constantFrom('', ...PIECES),
})

describe('work is in proportion to the text', () => {
  const textOf = ({ head, unit: part, tail }: { head: string; unit: string; tail: string }, length: number) =>
    `see [a](b) ${head}${part.repeat(Math.ceil(length / Math.max(1, part.length)))}${tail}`

  test.each([
    ['scanning', (text: string, work: Work) => scan(text, work)],
    ['masking', (text: string, work: Work) => coverAll(text, maskScan, work)],
  ])('%s', (_, run) => {
    fc.assert(
      fc.property(shape, (of) => {
        const [text, twice] = [textOf(of, 1500), textOf(of, 3000)]
        const steps = stepsOf((work) => run(text, work))
        expect(steps).toBeLessThanOrEqual(MOST_STEPS_A_CHARACTER * text.length)
        // Twice the text is twice the work, and a little for the edges.
        expect(stepsOf((work) => run(twice, work))).toBeLessThanOrEqual(2.2 * steps + 20_000)
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    ['brackets after a link', `see [a](b) ${'['.repeat(60_000)}`],
    ['escaped brackets after a link', `see [a](b) [${'\\['.repeat(30_000)}`],
    ['links that do not end', '[a]('.repeat(15_000)],
    ['references that do not end', '[a]['.repeat(15_000)],
    ['a name over and over', 'gpt4 '.repeat(12_000)],
    ['halves of phrases', 'I was made by '.repeat(4_000)],
  ])('of 60 kB of %s', (_, text) => {
    expect(stepsOf((work) => scan(text, work))).toBeLessThanOrEqual(MOST_STEPS_A_CHARACTER * text.length)
    expect(stepsOf((work) => coverAll(text, maskScan, work))).toBeLessThanOrEqual(MOST_STEPS_A_CHARACTER * text.length)
  })

  test('more finds than a call takes arguments are found', () => {
    expect(scan('gpt4 g\u200bpt5 '.repeat(70_000)).length).toBe(140_000)
  })
})

test('no pattern repeats without a bound, so that each place costs as much as any other', () => {
  expect(ENGLISH.length + KOREAN.length).toBeGreaterThan(20)
  for (const { source } of [...ENGLISH, ...KOREAN]) {
    const outside = source.replace(/\\./gs, '.').replace(/\[[^\]]*\]/g, '.')
    expect(outside).not.toMatch(/[*+]|\{\d+,\}/)
  }
})
