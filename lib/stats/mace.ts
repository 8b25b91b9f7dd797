import { defined, type Estimate, notDefined } from './estimate'
import type { RatedItem } from './ratings'
import type { Below } from './resampling'

/** Which annotators try, and what the items truly are. */
export type Mace = {
  /**
   * probability that an annotator answers from the item rather than from habit; not defined where the data leave it
   * open: then equally likely fits give different competences, and none should be shown
   */
  competence: Estimate<number[]>
  /** how far competences differ between starts that reached the same likelihood */
  spread: number
  /** probability of each category, per item */
  posterior: number[][]
  logLikelihood: number
}

/** Number of random starts, and of iterations at most from each. */
export type MaceOptions = { starts?: number; iterations?: number; categories?: number }

type Fit = { competence: Float64Array; habits: Float64Array; posterior: number[][]; logLikelihood: number }

/** Starts count as equal within this log-likelihood, and competences as identified within this much of each other. */
const SAME_LIKELIHOOD = 0.01
const SAME_COMPETENCE = 0.02

/**
 * MACE: an annotator either knows the true category (with a probability of their own, the competence) or answers by habit,
 * a distribution over categories of their own. Maximum likelihood by expectation–maximisation from random starts, all
 * true categories equally likely beforehand. The best of all starts counts. In sparse designs competences are not
 * identified, which the spread over starts shows. Takes seconds for thousands of ratings: not for a request to wait for.
 *
 * @param annotators how many there are; ratings refer to them from 0
 * @param below seeded source of randomness for the starts
 * @returns not defined without ratings
 * @see Hovy, Berg-Kirkpatrick, Vaswani & Hovy (2013) NAACL-HLT, 1120–1130
 */
export function mace(
  items: readonly RatedItem[],
  annotators: number,
  below: Below,
  { starts = 12, iterations = 3000, categories = 3 }: MaceOptions = {},
): Estimate<Mace> {
  if (items.every((item) => item.length === 0)) return notDefined('There is no judgment.')
  const fits = Array.from({ length: starts }, () => climb(items, annotators, categories, below, iterations))
  const best = fits.reduce((one, other) => (other.logLikelihood > one.logLikelihood ? other : one))
  const equals = fits.filter(({ logLikelihood }) => best.logLikelihood - logLikelihood < SAME_LIKELIHOOD)
  const spread = Math.max(
    ...best.competence.map((value, a) =>
      Math.max(...equals.map(({ competence }) => Math.abs((competence[a] as number) - value))),
    ),
  )
  const open = spread > SAME_COMPETENCE || equals.length < 2
  const reason = 'Equally likely fits give annotators different competences: there are too few shared judgments.'
  return defined({
    competence: open ? notDefined(reason) : defined([...best.competence]),
    spread,
    posterior: best.posterior,
    logLikelihood: best.logLikelihood,
  })
}

function climb(items: readonly RatedItem[], annotators: number, q: number, below: Below, iterations: number): Fit {
  const uniform = () => (below(2 ** 30) + 0.5) / 2 ** 30
  const competence = Float64Array.from({ length: annotators }, uniform)
  const habits = Float64Array.from({ length: annotators * q }, uniform)
  for (let a = 0; a < annotators; a++) normalise(habits.subarray(a * q, a * q + q))
  const fit: Fit = { competence, habits, posterior: items.map(() => new Array<number>(q).fill(0)), logLikelihood: 0 }
  let before = Number.NEGATIVE_INFINITY
  for (let round = 0; round < iterations; round++) {
    improve(items, fit, q)
    if (fit.logLikelihood - before < 1e-9) break
    before = fit.logLikelihood
  }
  return fit
}

/** One round: the posterior under the parameters as they are, then the parameters that fit it best. */
function improve(items: readonly RatedItem[], fit: Fit, q: number): void {
  const { competence, habits, posterior } = fit
  const known = new Float64Array(competence.length)
  const guessed = new Float64Array(habits.length)
  fit.logLikelihood = 0
  items.forEach((item, i) => {
    const weights = posterior[i] as number[]
    weights.fill(1 / q)
    for (const { annotator, category } of item) {
      const knows = competence[annotator] as number
      const guess = (1 - knows) * (habits[annotator * q + category] as number)
      for (let k = 0; k < q; k++) weights[k] = (weights[k] as number) * (guess + (k === category ? knows : 0))
    }
    fit.logLikelihood += Math.log(normalise(weights))
    for (const { annotator, category } of item) {
      const knows = competence[annotator] as number
      const either = knows + (1 - knows) * (habits[annotator * q + category] as number)
      const share = either === 0 ? 0 : ((weights[category] as number) * knows) / either
      known[annotator] = (known[annotator] as number) + share
      guessed[annotator * q + category] = (guessed[annotator * q + category] as number) + 1 - share
    }
  })
  for (let a = 0; a < competence.length; a++) {
    const own = guessed.subarray(a * q, a * q + q)
    const total = normalise(own)
    const all = total + (known[a] as number)
    competence[a] = all === 0 ? 0 : (known[a] as number) / all
    habits.set(own, a * q)
  }
}

/** Divides by the sum, which it returns; without a sum, all become equal. */
function normalise(values: Float64Array | number[]): number {
  let sum = 0
  for (const value of values) sum += value
  for (let k = 0; k < values.length; k++) values[k] = sum > 0 ? (values[k] as number) / sum : 1 / values.length
  return sum
}
