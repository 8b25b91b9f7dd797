import { type Pair, pairSystems, type ReportDesign } from './pair-systems'
import { type IntervalMethod, methodFor, type RateRow, toRates } from './rates'
import { emptyStratum, type Slice, type Strata, type Stratum, turn } from './strata'

/** Rates of one category or tag: a row for each pair that the group's figure has. */
export type SliceRates = { group: string; slice: Slice; n: number; rows: RateRow[] }

/** A figure's rows and its slices; pairs of one group are one family of tests, and so are all cells of a group's slices. */
export type Rates = {
  method: IntervalMethod
  rows: RateRow[]
  categories: SliceRates[]
  tags: SliceRates[]
  /** All groups of people together, a family of tests of its own; null where fewer than two judged. */
  pooled: { method: IntervalMethod; rows: RateRow[] } | null
}

/** Rates of counted judgments, whether the database counted them or a file's reader. One pass over the strata. */
export function assembleRates({ strata, pooled }: Strata, design: ReportDesign): Rates {
  const pairs = pairSystems(design, strata)
  const whole = strata.filter(({ slice }) => slice.kind === 'all')
  const figure = { pairs, placeOf: placesOf(pairs), method: methodFor(whole) }
  const judging = new Set(strata.map(({ group }) => group))
  const groups = design.groups.filter((name) => judging.has(name))
  const sliced = (kind: Slice['kind']) =>
    groups.flatMap((group) =>
      sliceRates(
        { group, kind },
        strata.filter((stratum) => stratum.group === group && stratum.slice.kind === kind),
        figure,
      ),
    )
  return {
    method: figure.method,
    rows: groups.flatMap((group) => {
      const cells = cellsOf(
        whole.filter((stratum) => stratum.group === group),
        figure,
      )
      return toRates(
        pairs.map(({ reference, other }, pair) => cells.get(pair) ?? emptyStratum(group, reference, other, WHOLE)),
        figure.method,
      )
    }),
    pooled: pooled.length === 0 ? null : pool(pooled, pairs),
    categories: sliced('category'),
    tags: sliced('tag'),
  }
}

/** Only pairs that somebody judged: the groups' own rows name the others. */
function pool(strata: readonly Stratum[], pairs: Pair[]): NonNullable<Rates['pooled']> {
  const method = methodFor(strata)
  const cells = cellsOf(strata, { pairs, placeOf: placesOf(pairs), method })
  const judged = [...cells].sort(([one], [other]) => one - other).map(([, stratum]) => stratum)
  return { method, rows: toRates(judged, method) }
}

const WHOLE: Slice = { kind: 'all', name: '' }

type Figure = { pairs: Pair[]; placeOf: Map<string, number>; method: IntervalMethod }

/** A group's slices, most verdicts first; pairs that a slice has no verdict on share one empty row. */
function sliceRates(
  { group, kind }: { group: string; kind: Slice['kind'] },
  strata: readonly Stratum[],
  figure: Figure,
): SliceRates[] {
  const byName = new Map<string, Stratum[]>()
  for (const stratum of strata) {
    const own = byName.get(stratum.slice.name) ?? []
    byName.set(stratum.slice.name, own)
    own.push(stratum)
  }
  const names = [...byName.keys()].sort()
  const cells = names.map((name) => cellsOf(byName.get(name) as Stratum[], figure))
  const judged = toRates(
    cells.flatMap((own) => [...own.values()]),
    figure.method,
  )
  const empty = toRates(
    figure.pairs.map(({ reference, other }) => emptyStratum(group, reference, other, { kind, name: '' })),
    figure.method,
  )
  let taken = 0
  const slices = names.map((name, index) => {
    const rows = [...empty]
    for (const pair of (cells[index] as Cells).keys()) rows[pair] = judged[taken++] as RateRow
    return { group, slice: { kind, name }, n: rows.reduce((sum, { n }) => sum + n, 0), rows }
  })
  return slices.sort((one, other) => other.n - one.n)
}

/** Verdicts by the place of their pair, seen from its reference. */
type Cells = Map<number, Stratum>

function cellsOf(strata: readonly Stratum[], { pairs, placeOf }: Figure): Cells {
  const cells: Cells = new Map()
  for (const stratum of strata) {
    const place = placeOf.get(keyOf(stratum.first, stratum.second))
    if (place === undefined) continue
    const { reference, other } = pairs[place] as Pair
    const cell = cells.get(place) ?? emptyStratum(stratum.group, reference, other, stratum.slice)
    cells.set(place, cell)
    add(cell, stratum.first === reference ? stratum : turn(stratum))
  }
  return cells
}

function placesOf(pairs: readonly Pair[]): Map<string, number> {
  return new Map(pairs.map(({ reference, other }, place) => [keyOf(reference, other), place]))
}

/** One key for a pair, whichever system is named first. */
function keyOf(one: string, other: string): string {
  return one < other ? `${one}\u0000${other}` : `${other}\u0000${one}`
}

/** Adds strata that share no prompt: only published counts come in two pieces. */
function add(sum: Stratum, more: Stratum): void {
  for (const key of SUMS) sum[key] += more[key]
}

const SUMS = [
  ...(['wins', 'ties', 'losses', 'simulated', 'asA', 'prompts', 'decided', 'promptWins', 'promptLosses'] as const),
  ...(['nn', 'nw', 'nl', 'ww', 'wl', 'll'] as const),
]
