import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { rng } from '@/lib/rng'
import { exactMatch, linearWeights, tieDiscounted } from '@/lib/stats/agreement-weights'
import { bootstrapAlpha } from '@/lib/stats/bootstrap-alpha'
import { chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { type ClusteredMean, clusteredMean, meanShare, sumByCluster } from '@/lib/stats/clustered-mean'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { groupAgreement } from '@/lib/stats/group-agreement'
import { gwetAc1OfTable } from '@/lib/stats/gwet-ac1-table'
import { COEFFICIENT, cutTo, type Interval, Z95 } from '@/lib/stats/interval'
import { type AlphaLevel, alphaOfCoincidences, krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { countCategories, keepAnnotators, type RatedItem } from '@/lib/stats/ratings'
import { drawMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import type { Rated } from './rated-items'

/** A coefficient with its interval; the interval is null where resamples leave it open. */
export type Coefficient = Estimate<{ value: number; interval: Interval | null }>

/** How far two groups, or the annotators of one, give the same verdict. */
export type GroupPair = {
  groups: [string, string]
  /** Pairs of labels on the same item, and items with one. */
  pairs: number
  items: number
  /** Tie-discounted accuracy and exact agreement, clustered by prompt. */
  tieDiscounted: Estimate<ClusteredMean>
  exact: Estimate<ClusteredMean>
  /** Tie-discounted accuracy expected of the same labels given at random. */
  chance: number | null
  /** From the cross-table of all label pairs; intervals from prompts drawn anew. */
  kappa: Coefficient
  linearKappa: Coefficient
  alphaNominal: Coefficient
  alphaOrdinal: Coefficient
} & Ac1

/**
 * Gwet's AC1, which grows with the number of categories it is told of: with those that could be given, and, where nobody
 * chose a tie though one was offered, or nobody knows whether it was, with two as well.
 */
export type Ac1 = { ac1: Coefficient; ac1OfTwo: Coefficient | null }

/**
 * Coefficients of many annotators at once, of all and of each group. Fleiss' kappa and AC1 have the standard errors of
 * Gwet (2008) over items, cut to [−1, 1]; alphas have intervals from prompts drawn anew.
 */
export type PanelAgreement = {
  group: string | null
  items: number
  fleiss: Coefficient
  alphaNominal: Coefficient
  alphaOrdinal: Coefficient
} & Ac1

export const AGREEMENT_ROUNDS = 600

/** Agreement of each two groups, and within each, on every item that two of them judged. */
export function groupMatrix(input: JudgmentColumns, { items, prompts }: Rated): GroupPair[] {
  const groupOf = input.annotators.map(({ group }) => group)
  return input.groups.flatMap((_, one) =>
    input.groups.slice(0, one + 1).map((_, other) => groupPair(input, { items, prompts }, groupOf, [one, other])),
  )
}

function groupPair(
  input: JudgmentColumns,
  { items, prompts }: Rated,
  groupOf: number[],
  cell: [number, number],
): GroupPair {
  const clustered = (similarity: typeof exactMatch) =>
    mapEstimate(clusteredMean(sumByCluster(groupAgreement(items, groupOf, cell, similarity), prompts)), meanShare)
  const counted = groupAgreement(items, groupOf, cell)
  const tables = tablesByPrompt(items, prompts, groupOf, cell, input.prompts.length)
  const all = addTables(tables, null)
  const { below } = rng(input.seed, `agreement/${cell.join('/')}`)
  // One after the other: together, the draws of many prompts are hundreds of megabytes.
  const resampled = Array.from({ length: AGREEMENT_ROUNDS }, () =>
    addTables(tables, drawMultiplicities(tables.length, below)),
  )
  const coefficient = (of: (table: number[][]) => Estimate<number>): Coefficient =>
    mapEstimate(of(all), (value) => {
      const values = resampled.map((table) => {
        const replicate = of(table)
        return replicate.defined ? replicate.value : null
      })
      const summary = summariseReplicates(values)
      return { value, interval: summary.defined ? summary.value.interval : null }
    })
  return {
    groups: [input.groups[cell[0]] as string, input.groups[cell[1]] as string],
    pairs: counted.reduce((sum, { n }) => sum + n, 0),
    items: counted.filter(({ n }) => n > 0).length,
    tieDiscounted: clustered(tieDiscounted),
    exact: clustered(exactMatch),
    chance: chanceOf(all),
    kappa: coefficient((table) => mapEstimate(cohenKappa(table), ({ kappa }) => kappa)),
    linearKappa: coefficient((table) => mapEstimate(cohenKappa(table, linearWeights(3)), ({ kappa }) => kappa)),
    alphaNominal: coefficient((table) => alphaOfCoincidences(symmetric(table))),
    alphaOrdinal: coefficient((table) => alphaOfCoincidences(symmetric(table), 'ordinal')),
    ...ac1With(input, (keep) => coefficient((table) => gwetAc1OfTable(keep(table.map(keep))))),
  }
}

/** Cross-tables of label pairs by prompt, the second group's label in the columns; within a group both ways round. */
function tablesByPrompt(
  items: readonly RatedItem[],
  prompts: readonly number[],
  groupOf: readonly number[],
  [one, other]: readonly [number, number],
  size: number,
): Float64Array[] {
  const tables = new Map<number, Float64Array>()
  items.forEach((item, index) => {
    const rows = item.filter(({ annotator }) => groupOf[annotator] === one)
    const columns = item.filter(({ annotator }) => groupOf[annotator] === other)
    for (const a of rows)
      for (const b of columns) {
        if (a.annotator === b.annotator) continue
        const prompt = prompts[index] as number
        const table = tables.get(prompt) ?? new Float64Array(9)
        tables.set(prompt, table)
        const cell = 3 * a.category + b.category
        table[cell] = (table[cell] as number) + 1
      }
  })
  return Array.from({ length: size }, (_, prompt) => tables.get(prompt)).filter((table) => table !== undefined)
}

function addTables(tables: readonly Float64Array[], times: Float64Array | null): number[][] {
  const sum = new Float64Array(9)
  tables.forEach((table, index) => {
    const weight = times ? (times[index] as number) : 1
    if (weight > 0)
      for (let cell = 0; cell < 9; cell++) sum[cell] = (sum[cell] as number) + weight * (table[cell] as number)
  })
  return [0, 1, 2].map((row) => [...sum.slice(3 * row, 3 * row + 3)])
}

function symmetric(table: number[][]): Float64Array {
  return Float64Array.from({ length: 9 }, (_, cell) => {
    const [k, l] = [Math.floor(cell / 3), cell % 3]
    return (table[k]?.[l] ?? 0) + (table[l]?.[k] ?? 0)
  })
}

function chanceOf(table: number[][]): number | null {
  const n = table.flat().reduce((sum, count) => sum + count, 0)
  if (n === 0) return null
  const row = table.map((cells) => cells.reduce((sum, count) => sum + count, 0) / n)
  const column = [0, 1, 2].map((l) => table.reduce((sum, cells) => sum + (cells[l] as number), 0) / n)
  return row.reduce((sum, p, k) => sum + column.reduce((inner, q, l) => inner + p * q * tieDiscounted(k, l), 0), 0)
}

/** Coefficients of all annotators together, then of each group with two or more. */
export function panelAgreement(input: JudgmentColumns, { items, prompts }: Rated): PanelAgreement[] {
  const panels = [null, ...input.groups.keys()]
  return panels.flatMap((group) => {
    const members = input.annotators.filter((annotator) => group === null || annotator.group === group)
    if (members.length < 2 || (group !== null && input.groups.length === 1)) return []
    const isOf = (annotator: number) => group === null || input.annotators[annotator]?.group === group
    const kept = keepAnnotators(items, isOf)
    const counts = countCategories(kept)
    const intervals = alphaIntervals(input, group, countByPrompt(items, prompts, isOf))
    const alpha = (level: AlphaLevel) =>
      mapEstimate(krippendorffAlpha(counts, level), (value) => ({ value, interval: intervals.get(level) ?? null }))
    return [
      {
        group: group === null ? null : (input.groups[group] as string),
        items: kept.filter((item) => item.length > 1).length,
        fleiss: withError(counts, 'fleiss'),
        ...ac1With(input, (keep) => withError(counts.map(keep), 'gwet')),
        alphaNominal: alpha('nominal'),
        alphaOrdinal: alpha('ordinal'),
      },
    ]
  })
}

function withError(counts: number[][], model: 'fleiss' | 'gwet'): Coefficient {
  return mapEstimate(chanceCorrectedAgreement(counts, model), ({ coefficient, se }) => ({
    value: coefficient,
    interval: se === null ? null : cutTo([coefficient - Z95 * se, coefficient + Z95 * se], COEFFICIENT),
  }))
}

/** Counts of the items of each prompt that somebody judged. */
function countByPrompt(
  items: readonly RatedItem[],
  prompts: readonly number[],
  isOf: (annotator: number) => boolean,
): number[][][] {
  const byPrompt = new Map<number, number[][]>()
  countCategories(items.map((item) => item.filter(({ annotator }) => isOf(annotator)))).forEach((counts, index) => {
    if (counts.every((n) => n === 0)) return
    const prompt = prompts[index] as number
    const own = byPrompt.get(prompt) ?? []
    byPrompt.set(prompt, own)
    own.push(counts)
  })
  // By prompt, not in the order in which items happen to be numbered: the same draws for the same data.
  return [...byPrompt].sort(([one], [other]) => one - other).map(([, own]) => own)
}

const LEVELS = ['nominal', 'ordinal'] as const

function alphaIntervals(
  { seed }: JudgmentColumns,
  group: number | null,
  clusters: number[][][],
): Map<AlphaLevel, Interval> {
  const { below } = rng(seed, `alpha/${group ?? 'all'}`)
  const found = bootstrapAlpha(clusters, LEVELS, below, AGREEMENT_ROUNDS)
  return new Map(
    LEVELS.flatMap((level, index) => {
      const summary = found[index]
      return summary?.defined ? [[level, summary.value.interval] as const] : []
    }),
  )
}

/** How many answers a question has, as AC1 counts them, and whether two are worth a look. */
export function categoriesOf({ rows, tieOffered }: Pick<JudgmentColumns, 'rows' | 'tieOffered'>): {
  categories: 2 | 3
  orTwo: boolean
} {
  const isUsed = rows.category.includes(1)
  const categories = tieOffered === false && !isUsed ? 2 : 3
  return { categories, orTwo: categories === 3 && !isUsed }
}

/** @param compute from what is left of a list of three once the tie is taken out, or not */
function ac1With(input: JudgmentColumns, compute: (keep: <T>(list: T[]) => T[]) => Coefficient): Ac1 {
  const { categories, orTwo } = categoriesOf(input)
  const two = () => compute((list) => list.filter((_, category) => category !== 1))
  return { ac1: categories === 2 ? two() : compute((list) => list), ac1OfTwo: orTwo ? two() : null }
}
