import { expect, test } from 'vitest'
import { holds, hypothesisBlocks, SHARES } from './hypotheses'

test.each([
  ['BETTER', [0.51, 0.6], 'holds'],
  ['BETTER', [0.5, 0.6], 'not decided'],
  ['BETTER', [0.4, 0.49], 'does not hold'],
  ['WORSE', [0.4, 0.49], 'holds'],
  ['WORSE', [0.51, 0.6], 'does not hold'],
  ['DIFFERENT', [0.4, 0.49], 'holds'],
  ['DIFFERENT', [0.49, 0.51], 'not decided'],
  ['EQUAL', [0.46, 0.54], 'holds'],
  ['EQUAL', [0.44, 0.54], 'not decided'],
  ['EQUAL', [0.56, 0.6], 'does not hold'],
  ['NOT_WORSE', [0.46, 0.9], 'holds'],
  ['NOT_WORSE', [0.44, 0.9], 'not decided'],
  ['NOT_WORSE', [0.1, 0.44], 'does not hold'],
  ['NOT_WORSE', null, 'not decided'],
] as const)('%s with the interval %j %s', (direction, interval, held) => {
  expect(holds(direction, interval && [...interval], { even: 0.5, margin: 0.05 })).toBe(held)
})

test('a hypothesis has a row for each group, and one where nobody judged its pair', () => {
  const hypothesis = {
    criterion: 0,
    a: 'Heron',
    b: 'Quill',
    direction: 'BETTER',
    statement: 'It has more data.',
  } as const
  const rows = [
    { group: 'Crowd', n: 1200, estimate: 0.5712, interval: [0.54, 0.6] as [number, number], p: 0.02 },
    { group: 'Author', n: 3, estimate: 1, interval: null, p: null },
  ]
  const [table] = hypothesisBlocks(
    [
      { hypothesis, isPrimary: true, rows },
      { hypothesis: { ...hypothesis, direction: 'WORSE', statement: '' }, isPrimary: false, rows: [] },
    ],
    { questions: ['Which?'], scale: SHARES, margin: null, method: 'By shares.' },
  )
  expect(table).toMatchObject({
    table: {
      rows: [
        [
          '1, primary: Heron is better than Quill. It has more data.',
          'Crowd',
          '1,200',
          '57.1',
          '54.0 to 60.0',
          '0.020',
          'holds',
        ],
        ['', 'Author', '3', '100.0', '–', '–', 'not decided'],
        ['2: Heron is worse than Quill.', 'nobody', '0', '–', '–', '–', 'not decided'],
      ],
    },
  })
})

test('tests of a group are adjusted after Holm over its hypotheses, those of equality apart', () => {
  const of = (direction: 'BETTER' | 'DIFFERENT' | 'EQUAL', rows: readonly (readonly [group: string, p: number])[]) => ({
    hypothesis: { criterion: 0, a: 'Heron', b: 'Quill', direction, statement: '' },
    isPrimary: false,
    rows: rows.map(([group, p]) => ({ group, n: 9, estimate: 0.6, interval: [0.4, 0.8] as [number, number], p })),
  })
  const [table] = hypothesisBlocks(
    [
      of('BETTER', [
        ['Crowd', 0.03],
        ['Author', 0.03],
      ]),
      of('DIFFERENT', [['Crowd', 0.01]]),
      of('EQUAL', [['Crowd', 0.001]]),
    ],
    { questions: ['Which?'], scale: SHARES, margin: 0.1, method: '' },
  )
  const rows = table?.is === 'table' ? table.table.rows : []
  expect(rows.map(([, group, , , , p]) => [group, p])).toEqual([
    ...[
      ['Crowd', '0.030'],
      ['Author', '0.030'],
    ],
    ...[
      ['Crowd', '0.020'],
      ['Crowd', '–'],
    ],
  ])
})
