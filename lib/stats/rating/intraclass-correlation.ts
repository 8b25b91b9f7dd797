import { defined, type Estimate, notDefined } from '../estimate'
import { fQuantile } from '../f-quantile'
import type { Interval } from '../interval'

/**
 * An intraclass correlation with its 95 % interval; null where the annotators' scores differ by constants only, or the
 * table is too small to tell (limits without bound).
 */
export type Correlation = { value: number; interval: Interval | null }

/** Reliability of one annotator's scores, and of the mean of all of them. Either may be null: see `intraclassCorrelation`. */
export type IntraclassCorrelation = { single: Correlation | null; average: Correlation | null }

/**
 * Intraclass correlation ICC(2,1) and ICC(2,k): two-way random effects, absolute agreement. The share of the variance of
 * scores that is between items, when items and annotators are samples of many and an annotator's own level counts as
 * disagreement. For complete tables only: with missing ratings take Krippendorff's alpha, which with many items is close
 * to ICC(2,1) and may be so read. Negative values are not cut. Assumes normal scores, for the intervals above all.
 *
 * @param table a row per item, in it the score by each annotator
 * @returns not defined below two items or annotators, or when all scores are equal; one of the two is null where its
 *   denominator is 0
 * @throws RangeError on rows of differing length, or a score that is not finite
 * @see Shrout & Fleiss (1979) Psychol. Bull. 86:420–428; McGraw & Wong (1996) Psychol. Methods 1:30–46, for the intervals
 */
export function intraclassCorrelation(table: readonly (readonly number[])[]): Estimate<IntraclassCorrelation> {
  const [n, k] = [table.length, table[0]?.length ?? 0]
  for (const row of table) {
    if (row.length !== k || !row.every(Number.isFinite))
      throw new RangeError('intraclassCorrelation requires a finite score by each annotator for each item')
  }
  if (n < 2 || k < 2) return notDefined('It needs two items, each judged by the same two annotators or more.')
  const squares = meanSquares(table, n, k)
  if (squares === null) return notDefined('All scores are equal.')
  const { items, annotators, rest } = squares
  const tiny = 1e-12 * (items + annotators + rest)
  const perSingle = items + (k - 1) * rest + (k / n) * (annotators - rest)
  const perAverage = items + (annotators - rest) / n
  const single = Math.abs(perSingle) <= tiny ? null : (items - rest) / perSingle
  const average = Math.abs(perAverage) <= tiny ? null : (items - rest) / perAverage
  const limits = single === null || rest <= tiny ? null : limitsOf(squares, single, n, k)
  return defined({
    single: single === null ? null : { value: single, interval: limits },
    average: average === null ? null : { value: average, interval: limits && stepUp(limits, k) },
  })
}

type MeanSquares = { items: number; annotators: number; rest: number }

function meanSquares(table: readonly (readonly number[])[], n: number, k: number): MeanSquares | null {
  const first = table[0]?.[0]
  if (table.every((row) => row.every((score) => score === first))) return null
  const rows = table.map((row) => row.reduce((sum, score) => sum + score, 0) / k)
  const columns = Array.from({ length: k }, (_, a) => table.reduce((sum, row) => sum + (row[a] as number), 0) / n)
  const mean = rows.reduce((sum, value) => sum + value, 0) / n
  const squared = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const rest = table.reduce(
    (sum, row, i) =>
      sum +
      row.reduce((inner, score, a) => inner + (score - (rows[i] as number) - (columns[a] as number) + mean) ** 2, 0),
    0,
  )
  return {
    items: (k * squared(rows)) / (n - 1),
    annotators: (n * squared(columns)) / (k - 1),
    rest: rest / (n - 1) / (k - 1),
  }
}

/** McGraw and Wong's limits of ICC(A,1), with Satterthwaite's degrees of freedom. */
function limitsOf({ items, annotators, rest }: MeanSquares, single: number, n: number, k: number): Interval | null {
  const a = (k * single) / (n * (1 - single))
  const b = 1 + (k * single * (n - 1)) / (n * (1 - single))
  const df =
    (a * annotators + b * rest) ** 2 / ((a * annotators) ** 2 / (k - 1) + (b * rest) ** 2 / ((n - 1) * (k - 1)))
  if (!(df >= 1e-9)) return null
  const within = k * annotators + (k * n - k - n) * rest
  const [low, high] = [fQuantile(0.975, n - 1, df), fQuantile(0.975, df, n - 1)]
  const limits: Interval = [
    (n * (items - low * rest)) / (low * within + n * items),
    (n * (high * items - rest)) / (within + n * high * items),
  ]
  return limits.every(Number.isFinite) ? limits : null
}

/** Spearman and Brown's formula: the reliability of a mean of k from that of one. */
function stepUp(limits: Interval, k: number): Interval {
  return limits.map((limit) => (k * limit) / (1 + (k - 1) * limit)) as Interval
}
