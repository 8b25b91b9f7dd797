import { expect, test } from 'vitest'
import { findFindings } from './findings'
import { toRates } from './rates'
import { addSingles, emptyStratum } from './strata'

/** LIMA's figure 1 as counts of 300 prompts. */
const LIMA = [
  ['Alpaca 65B', 159, 63, 78],
  ['DaVinci003', 132, 63, 105],
  ['Bard', 99, 75, 126],
  ['Claude', 72, 66, 162],
  ['GPT-4', 54, 75, 171],
] as const

function rates(rows: readonly (readonly [string, number, number, number])[]) {
  return toRates(
    rows.map(([other, wins, ties, losses]) => {
      const stratum = emptyStratum('people', 'LIMA', other, { kind: 'all', name: '' })
      addSingles(stratum, 'wins', wins)
      addSingles(stratum, 'ties', ties)
      addSingles(stratum, 'losses', losses)
      return stratum
    }),
    'wilson',
  )
}

const others = (finding: { kind: string }) =>
  'rows' in finding ? (finding.rows as { other: string }[]).map(({ other }) => other) : []

test('the sign tests of figure 1 are those of the reference values, and Holm leaves three of five', () => {
  const rows = rates(LIMA)
  const published = [1.6e-7, 0.091, 0.083, 3.9e-9, 2.4e-15]
  for (const [k, p] of published.entries()) expect((rows[k]?.test.p as number) / p).toBeCloseTo(1, 1)
  expect(rows.map(({ test }) => test.holm < 0.05)).toEqual([true, false, false, true, true])
  expect(rows[1]?.test.holm).toBeCloseTo(0.166, 2)
})

test('figure 1 supports what its tests support, and says what it leaves open', () => {
  const [{ supported, open } = { supported: [], open: [] }] = findFindings(rates(LIMA), 'wilson')
  expect(supported.map((finding) => [finding.kind, others(finding)])).toEqual([
    ['preferred', ['Alpaca 65B']],
    ['preferred', ['Claude', 'GPT-4']],
    ['as-good', ['DaVinci003', 'Bard']],
    ['as-good', ['DaVinci003', 'Bard']],
  ])
  expect(open.map(({ kind }) => kind)).toEqual(['even', 'never-met', 'sampling'])
  const [even] = open
  const needed = even?.kind === 'even' ? even.prompts : []
  expect(needed.map((n) => Math.round((n as number) / 10) * 10)).toEqual([760, 720])
})

test('a group without judgments says nothing', () => {
  expect(findFindings(rates([['X', 0, 0, 0]]), 'wilson')).toMatchObject([{ pairs: 0, supported: [] }])
})
