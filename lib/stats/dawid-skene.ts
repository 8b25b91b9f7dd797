import { defined, type Estimate, notDefined } from './estimate'
import { countCategories, type RatedItem } from './ratings'

/** Annotators' habits and items' true categories, as far as agreement tells them. A category nobody gave has share 0. */
export type DawidSkene = {
  /** share of items of each true category */
  prior: number[]
  /** probability of each true category, per item */
  posterior: number[][]
  /** `confusion[annotator][true][given]`: how often that annotator gives a category to items of a true one */
  confusion: number[][][]
  /** mean probability of the labels an annotator gave; null for one without ratings */
  accuracy: (number | null)[]
  logLikelihood: number
  iterations: number
  /** whether the last iteration moved no probability by more than a millionth */
  converged: boolean
}

/** At most how many iterations; fewer when one moves nothing. */
export type DawidSkeneOptions = { iterations?: number; categories?: number }

const LEAST_COUNT = 1e-10
const NO_MOVE = 1e-15

/**
 * Dawid and Skene's model: each item has one true category, each annotator a table of how often they take one for
 * another, and ratings depend on each other only through the truth. Fitted by expectation–maximisation from vote shares,
 * so the result is the same at every run; another start may end elsewhere. Counts are at least 1e-10. Here an annotator
 * may rate an item more than once. Needs several ratings per item and annotator to say anything.
 *
 * It does not stop at small moves: with one rating per item vote shares are nearly, not quite, a resting point, which is
 * left slowly at first.
 *
 * @param annotators how many there are; ratings refer to them from 0
 * @returns not defined without ratings
 * @see Dawid & Skene (1979) Appl. Stat. 28:20–28
 */
export function dawidSkene(
  items: readonly RatedItem[],
  annotators: number,
  { iterations = 2500, categories = 3 }: DawidSkeneOptions = {},
): Estimate<DawidSkene> {
  if (items.every((item) => item.length === 0)) return notDefined('There is no judgment.')
  const votes = countCategories(items, categories)
  const classes = votes[0]?.flatMap((_, k) => (votes.some((item) => (item[k] as number) > 0) ? [k] : [])) ?? []
  let posterior = votes.map((item, i) => item.map((count) => count / Math.max(1, items[i]?.length ?? 0)))
  let fit = { confusion: [] as number[][][], logLikelihood: 0 }
  let done = 0
  let moved = Number.POSITIVE_INFINITY
  while (done < iterations && moved > NO_MOVE) {
    const confusion = estimateConfusion(items, posterior, annotators, classes)
    const next = estimateTruth(items, confusion, meanOf(posterior), classes)
    moved = largestMove(posterior, next.posterior)
    posterior = next.posterior
    fit = { confusion, logLikelihood: next.logLikelihood }
    done++
  }
  const accuracy = accuracyOf(items, posterior, annotators)
  return defined({ prior: meanOf(posterior), posterior, ...fit, accuracy, iterations: done, converged: moved < 1e-6 })
}

function meanOf(posterior: readonly number[][]): number[] {
  const sums = (posterior[0] as number[]).map(() => 0)
  for (const item of posterior)
    for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + (item[k] as number)
  return sums.map((sum) => sum / posterior.length)
}

function estimateConfusion(
  items: readonly RatedItem[],
  posterior: number[][],
  annotators: number,
  classes: number[],
): number[][][] {
  const q = posterior[0]?.length ?? 0
  const tables = Array.from({ length: annotators }, () => Array.from({ length: q }, () => new Array<number>(q).fill(0)))
  items.forEach((item, i) => {
    for (const { annotator, category } of item) {
      for (const k of classes) {
        const row = tables[annotator]?.[k] as number[]
        row[category] = (row[category] as number) + (posterior[i]?.[k] as number)
      }
    }
  })
  for (const table of tables) {
    for (const k of classes) {
      const row = table[k] as number[]
      for (const given of classes) row[given] = Math.max(LEAST_COUNT, row[given] as number)
      const total = row.reduce((sum, count) => sum + count, 0)
      for (const given of classes) row[given] = (row[given] as number) / total
    }
  }
  return tables
}

function estimateTruth(items: readonly RatedItem[], confusion: number[][][], prior: number[], classes: number[]) {
  const logs = confusion.map((table) => table.map((row) => row.map((share) => Math.log(share))))
  let logLikelihood = 0
  const posterior = items.map((item) => {
    const weights = new Array<number>(prior.length).fill(Number.NEGATIVE_INFINITY)
    for (const k of classes) {
      let log = Math.log(prior[k] as number)
      for (const { annotator, category } of item) log += logs[annotator]?.[k]?.[category] as number
      weights[k] = log
    }
    const top = Math.max(...weights)
    let total = 0
    for (let k = 0; k < weights.length; k++) {
      weights[k] = Math.exp((weights[k] as number) - top)
      total += weights[k] as number
    }
    logLikelihood += top + Math.log(total)
    return weights.map((weight) => weight / total)
  })
  return { posterior, logLikelihood }
}

function largestMove(before: readonly number[][], after: readonly number[][]): number {
  let most = 0
  before.forEach((item, i) => {
    item.forEach((p, k) => {
      most = Math.max(most, Math.abs(p - (after[i]?.[k] as number)))
    })
  })
  return most
}

function accuracyOf(items: readonly RatedItem[], posterior: number[][], annotators: number): (number | null)[] {
  const sums = Array.from({ length: annotators }, () => ({ n: 0, right: 0 }))
  items.forEach((item, i) => {
    for (const { annotator, category } of item) {
      const sum = sums[annotator] as { n: number; right: number }
      sum.n++
      sum.right += posterior[i]?.[category] as number
    }
  })
  return sums.map(({ n, right }) => (n === 0 ? null : right / n))
}
