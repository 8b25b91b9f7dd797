import { checkCounts } from '../check-counts'
import { factorCholesky, invertCholesky, solveCholesky } from '../cholesky'
import { defined, type Estimate, notDefined } from '../estimate'
import { addCell, type CumulativeCell, type CumulativeSums, newSums } from './cumulative-logit-terms'

/**
 * How much better than the first system each is rated, on the log-odds of a rating above any one option; the first's
 * effect and error are 0. `thresholds` lie between the options that occur, `annotators` are effects against the first
 * annotator with ratings; null for one without any.
 */
export type CumulativeLogit = {
  effects: number[]
  errors: number[]
  thresholds: number[]
  annotators: (number | null)[]
  logLikelihood: number
}

const MOST_STEPS = 100
/** Beyond this log-odds a probability is 0 or 1 to working precision: the estimate runs away. */
const FAR = 30

/**
 * Proportional-odds model of ratings: logit P(option ≤ k) = τ_k − β_system − γ_annotator, annotators as fixed effects.
 * Takes the steps between options as they are, not as scores, and an annotator's leniency out. Assumes that a system
 * shifts the odds of all options alike, and ratings independent given system and annotator: several of a prompt are
 * not, so the errors are a description of the model. Newton's method on the observed information, which costs the same
 * for any number of ratings of a system by an annotator.
 *
 * @param ratings counts of each option, worst first, by system and annotator
 * @param size numbers of systems and annotators, all numbered from 0
 * @returns not defined when fewer than two options occur, a system has no rating, or the estimates have no finite value
 * @throws RangeError on counts no experiment can produce
 * @see McCullagh (1980) J. R. Stat. Soc. B 42:109–142; as ordinal::clm in R
 */
export function fitCumulativeLogit(
  ratings: readonly CumulativeCell[],
  size: { systems: number; annotators: number },
): Estimate<CumulativeLogit> {
  for (const { counts } of ratings) checkCounts(counts, 'fitCumulativeLogit')
  const cells = ratings.filter(({ counts }) => counts.some((count) => count > 0))
  const used = (cells[0]?.counts ?? []).flatMap((_, k) =>
    cells.some(({ counts }) => (counts[k] as number) > 0) ? [k] : [],
  )
  if (used.length < 2) return notDefined('All ratings chose the same option.')
  const seen = new Set(cells.map(({ system }) => system))
  if (seen.size < size.systems) return notDefined('One of the systems has no rating.')
  const layout = layoutOf(cells, used.length, size)
  const kept = cells.map(({ system, annotator, counts }) => ({
    system,
    annotator,
    counts: used.map((k) => counts[k] as number),
  }))
  const maximum = maximise(kept, layout)
  if (!maximum) return notDefined('The estimates have no finite value.')
  const { parameters, factor, logLikelihood } = maximum
  const inverse = invertCholesky(factor, layout.size)
  const at = layout.systemAt
  return defined({
    effects: Array.from(at, (k) => (k < 0 ? 0 : (parameters[k] as number))),
    errors: Array.from(at, (k) => (k < 0 ? 0 : Math.sqrt(inverse[k * layout.size + k] as number))),
    thresholds: Array.from(parameters.subarray(0, layout.thresholds)),
    annotators: Array.from(layout.annotatorAt, (k) => (k === -2 ? null : k < 0 ? 0 : (parameters[k] as number))),
    logLikelihood,
  })
}

/** Where each parameter stands; −1 for those held at 0, −2 for an annotator without ratings. */
type Layout = { thresholds: number; systemAt: Int32Array; annotatorAt: Int32Array; size: number }

function layoutOf(
  cells: readonly CumulativeCell[],
  options: number,
  { systems, annotators }: { systems: number; annotators: number },
): Layout {
  let next = options - 1
  const systemAt = Int32Array.from({ length: systems }, (_, system) => (system === 0 ? -1 : next++))
  const rated = new Set(cells.map(({ annotator }) => annotator))
  const reference = Math.min(...rated)
  const annotatorAt = Int32Array.from({ length: annotators }, (_, annotator) =>
    !rated.has(annotator) ? -2 : annotator === reference ? -1 : next++,
  )
  return { thresholds: options - 1, systemAt, annotatorAt, size: next }
}

function maximise(cells: readonly CumulativeCell[], layout: Layout) {
  let parameters = start(cells, layout)
  let sums = evaluate(cells, layout, parameters)
  const factor = new Float64Array(layout.size ** 2)
  for (let step = 0; step < MOST_STEPS; step++) {
    if (!factorCholesky(sums.information, layout.size, factor)) return null
    const move = Float64Array.from(sums.gradient)
    solveCholesky(factor, layout.size, move)
    const largest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (!Number.isFinite(largest) || parameters.some((value) => Math.abs(value) > FAR)) return null
    if (largest < 1e-9) return { parameters, factor, logLikelihood: sums.logLikelihood }
    const from = sums.logLikelihood
    let next = parameters
    for (let part = 1; part > 1e-9; part /= 2) {
      next = parameters.map((value, k) => value + part * (move[k] as number))
      sums = evaluate(cells, layout, next)
      if (sums.logLikelihood >= from - 1e-9 * Math.abs(from)) break
    }
    parameters = next
  }
  return null
}

/** Thresholds as if all systems and annotators were alike. */
function start(cells: readonly CumulativeCell[], { thresholds, size }: Layout): Float64Array {
  const parameters = new Float64Array(size)
  const totals = Array.from({ length: thresholds + 1 }, (_, k) =>
    cells.reduce((sum, { counts }) => sum + (counts[k] as number), 0),
  )
  const all = totals.reduce((sum, count) => sum + count, 0)
  let below = 0
  for (let k = 0; k < thresholds; k++) {
    below += totals[k] as number
    parameters[k] = Math.log(below / (all - below))
  }
  return parameters
}

function evaluate(cells: readonly CumulativeCell[], layout: Layout, parameters: Float64Array): CumulativeSums {
  const sums = newSums(layout.size)
  for (const cell of cells) addCell(sums, cell, layout, parameters)
  return sums
}
