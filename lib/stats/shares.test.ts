import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { outcomeShares, shareOf } from './shares'

const GOLDEN = path.resolve('../shared/golden/expected/rates')
const missing = !existsSync(GOLDEN)
if (missing) console.warn(`NOT CHECKED against independent values: ${GOLDEN} is missing`)

type Case = {
  stat: string
  args: { pair?: [string, string] }
  expected: number[] | null
  tol_abs: number
  tol_rel: number
}
const STATS = { win_wilson: 'win', tie_wilson: 'tie', loss_wilson: 'loss' } as const

test.skipIf(missing)('every pair of the golden studies has the expected shares and limits', () => {
  let checked = 0
  for (const file of readdirSync(GOLDEN).filter((name) => name.endsWith('.json'))) {
    const { cases } = JSON.parse(readFileSync(path.join(GOLDEN, file), 'utf8')) as { cases: Case[] }
    for (const counted of cases.filter((entry) => entry.stat === 'counts_win_tie_loss')) {
      const [wins = 0, ties = 0, losses = 0] = counted.expected ?? []
      const shares = outcomeShares(wins, ties, losses)
      for (const entry of cases) {
        if (!(entry.stat in STATS) || String(entry.args.pair) !== String(counted.args.pair)) continue
        const got = shares[STATS[entry.stat as keyof typeof STATS]]
        checked++
        if (!entry.expected) expect(got).toBeNull()
        entry.expected?.forEach((limit, side) => {
          const off = Math.abs((got?.interval[side] ?? Number.NaN) - limit)
          expect(off, `${file} ${entry.stat} ${entry.args.pair}`).toBeLessThanOrEqual(
            entry.tol_abs + entry.tol_rel * Math.abs(limit),
          )
        })
      }
    }
  }
  expect(checked).toBeGreaterThan(100)
})

// Copied from golden d01_pair_panel, sys1 against sys2.
test('175 wins, 88 ties and 107 losses give the golden limits', () => {
  const shares = outcomeShares(175, 88, 107)
  expect(shares.win?.interval).toEqual([expect.closeTo(0.4226396246064782, 9), expect.closeTo(0.5238617611331045, 9)])
  expect(shares.tie?.interval).toEqual([expect.closeTo(0.1972890120929924, 9), expect.closeTo(0.2837744295809597, 9)])
  expect(shares.loss?.interval).toEqual([expect.closeTo(0.24534518864749, 9), expect.closeTo(0.3373656201212549, 9)])
})

test('win, tie and loss make a whole; wins and ties together are their sum', () => {
  const { win, tie, loss, winOrTie } = outcomeShares(3, 4, 6)
  expect((win?.share ?? 0) + (tie?.share ?? 0) + (loss?.share ?? 0)).toBeCloseTo(1, 12)
  expect(winOrTie).toMatchObject({ count: 7, share: 7 / 13 })
})

test('of nothing there is no share', () => {
  expect(outcomeShares(0, 0, 0)).toEqual({ win: null, tie: null, loss: null, winOrTie: null })
  expect(() => shareOf(1, 0)).toThrow(RangeError)
})
