import { type Pair, pairSystems, type ReportDesign } from './pair-systems'
import { type IntervalMethod, methodFor, type RateRow, toRates } from './rates'
import { emptyStratum, type Slice, type Strata, type Stratum, turn } from './strata'

/** Rates of one category or tag: a row for each pair that the group's figure has. */
export type SliceRates = { group: string; slice: Slice; n: number; rows: RateRow[] }

/** A figure's rows and its slices; pairs of one group are one family of tests, and so are all cells of a group's slices. */
export type Rates = { method: IntervalMethod; rows: RateRow[]; categories: SliceRates[]; tags: SliceRates[] }

/** Rates of counted judgments, whether the database counted them or a file's reader. */
export function assembleRates({ strata }: Strata, design: ReportDesign): Rates {
  const pairs = pairSystems(design, strata)
  const method = methodFor(strata.filter(({ slice }) => slice.kind === 'all'))
  const groups = design.groups.filter((name) => strata.some(({ group }) => group === name))
  const sliced = (kind: Slice['kind']) => groups.flatMap((group) => sliceRates(kind, group, pairs, strata, method))
  return {
    method,
    rows: groups.flatMap((group) =>
      toRates(
        pairs.map((pair) => pick(strata, group, pair, { kind: 'all', name: '' })),
        method,
      ),
    ),
    categories: sliced('category'),
    tags: sliced('tag'),
  }
}

function sliceRates(
  kind: Slice['kind'],
  group: string,
  pairs: Pair[],
  strata: readonly Stratum[],
  method: IntervalMethod,
): SliceRates[] {
  const mine = strata.filter((stratum) => stratum.group === group && stratum.slice.kind === kind)
  const names = [...new Set(mine.map(({ slice }) => slice.name))].sort()
  const cells = names.flatMap((name) => pairs.map((pair) => pick(mine, group, pair, { kind, name })))
  const rates = toRates(cells, method)
  const slices = names.map((name, index) => {
    const rows = rates.slice(index * pairs.length, (index + 1) * pairs.length)
    return { group, slice: { kind, name }, n: rows.reduce((sum, { n }) => sum + n, 0), rows }
  })
  return slices.sort((one, other) => other.n - one.n)
}

/** The verdicts of one group on a pair, seen from its reference. */
function pick(strata: readonly Stratum[], group: string, { reference, other }: Pair, slice: Slice): Stratum {
  const sum = emptyStratum(group, reference, other, slice)
  for (const stratum of strata) {
    if (stratum.group !== group || stratum.slice.kind !== slice.kind || stratum.slice.name !== slice.name) continue
    if (stratum.first === reference && stratum.second === other) add(sum, stratum)
    else if (stratum.first === other && stratum.second === reference) add(sum, turn(stratum))
  }
  return sum
}

/** Adds strata that share no prompt: only published counts come in two pieces. */
function add(sum: Stratum, more: Stratum): void {
  for (const key of SUMS) sum[key] += more[key]
}

const SUMS = [
  ...(['wins', 'ties', 'losses', 'simulated', 'asA', 'prompts', 'decided', 'promptWins', 'promptLosses'] as const),
  ...(['nn', 'nw', 'nl', 'ww', 'wl', 'll'] as const),
]
