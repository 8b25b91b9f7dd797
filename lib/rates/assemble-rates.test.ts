import { expect, test } from 'vitest'
import { assembleRates } from './assemble-rates'
import { addPrompt, emptyStratum, type Slice, type Stratum } from './strata'

/** Each pair of the systems judged once in each category, as A by whichever comes first. */
function strataOf(systems: readonly string[], categories: number): Stratum[] {
  const slices: Slice[] = [
    { kind: 'all', name: '' },
    ...Array.from({ length: categories }, (_, c) => ({ kind: 'category' as const, name: `c${c}` })),
  ]
  return slices.flatMap((slice) =>
    systems.flatMap((first, place) =>
      systems.slice(place + 1).map((second, k) => {
        const stratum = emptyStratum('crowd', first, second, slice)
        addPrompt(stratum, { wins: k % 2, ties: 0, losses: (k + 1) % 2, simulated: 0, asA: 1 })
        return stratum
      }),
    ),
  )
}

const names = (count: number) => Array.from({ length: count }, (_, k) => `S${String(k).padStart(2, '0')}`)
const design = (systems: string[]) => ({ pairing: 'LISTED' as const, systems, focal: null, groups: ['crowd'] })

/** How often a stratum was looked at while rates were assembled, per stratum. */
function looksPerStratum(count: number): number {
  let looks = 0
  const strata = strataOf(names(count), 10).map(({ slice, ...rest }) => ({
    ...rest,
    get slice() {
      looks++
      return slice
    },
  }))
  assembleRates({ strata, pooled: [], recorded: 0, used: 0, leftOut: {} }, design(names(count)))
  return looks / strata.length
}

test('the work grows with what was judged, not with pairs times categories squared', () => {
  const [few, many] = [looksPerStratum(6), looksPerStratum(24)]
  expect(many).toBeLessThanOrEqual(1.5 * few)
})

test('a slice has a row for every pair of the figure in its order, those without a verdict as nothing', () => {
  const strata = strataOf(names(4), 2).filter(({ slice, second }) => slice.name !== 'c1' || second === 'S03')
  const { rows, categories } = assembleRates(
    { strata, pooled: [], recorded: 0, used: 0, leftOut: {} },
    design(names(4)),
  )
  const pair = ({ reference, other }: { reference: string; other: string }) => `${reference} ${other}`
  expect(rows.map(pair)).toEqual(['S00 S01', 'S00 S02', 'S00 S03', 'S01 S02', 'S01 S03', 'S02 S03'])
  for (const slice of categories) expect(slice.rows.map(pair)).toEqual(rows.map(pair))
  const [c0, c1] = categories
  expect([c0?.n, c1?.n]).toEqual([6, 3])
  expect(c1?.rows.map(({ n, win }) => [n, win === null])).toEqual([
    [0, true],
    [0, true],
    [1, false],
    [0, true],
    [1, false],
    [1, false],
  ])
})

test('seen from the focal system, or the one that was arm A more often', () => {
  const [stratum] = strataOf(['x', 'y'], 0) as [Stratum]
  const turned = { ...stratum, asA: 0 }
  const of = (one: Stratum, focal: string | null) =>
    assembleRates({ strata: [one], pooled: [], recorded: 0, used: 0, leftOut: {} }, { ...design(['x', 'y']), focal })
      .rows[0]
  expect(of(stratum, null)).toMatchObject({ reference: 'x', wins: stratum.wins })
  expect(of(turned, null)).toMatchObject({ reference: 'y', wins: stratum.losses })
  expect(of(stratum, 'y')).toMatchObject({ reference: 'y', wins: stratum.losses })
})
