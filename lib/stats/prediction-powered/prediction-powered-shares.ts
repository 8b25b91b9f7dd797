import { defined, type Estimate, notDefined } from '../estimate'
import { type PredictionPoweredMean, predictionPoweredMean, tunedLambda } from './prediction-powered-mean'
import {
  clusteredPredictions,
  countPrompts,
  type LabelledRows,
  type Predictions,
  type UnlabelledRows,
} from './predictions'

/** Below this many times the labelled sample the judge is not worth showing. */
const WORTH_SHOWING = 1.1

/**
 * Shares of wins, ties and losses that add up to 1, and the score they make, with one weight of the judge for all.
 * `gain` is how many times as many labels people alone would have needed, by the sum of the shares' variances; null
 * where they have none. `addsNothing` says that it is below 1.1: the page should show people alone.
 */
export type PredictionPoweredShares = {
  lambda: number
  shares: PredictionPoweredMean[]
  score: PredictionPoweredMean
  gain: number | null
  addsNothing: boolean
  labelledPrompts: number
}

/**
 * Prediction-powered shares of verdicts and their mean score, prompts as the unit. λ is the one that makes the sum of the
 * shares' variances smallest, cut to [0, 1].
 *
 * @param labelled categories by people and by the judge (0 win, 1 tie, 2 loss), labelled prompts drawn at random
 * @param unlabelled categories by the judge
 * @param scores of the categories, 1, ½, 0 by default
 * @param leastPrompts fewer labelled prompts than this are refused: the variance is too rough to weigh a judge by
 * @returns not defined below that, without unlabelled prompts, or when the judge always says the same
 * @throws RangeError on a category that has no score
 * @see Angelopoulos et al. (2023) PPI++, arXiv 2311.01453
 */
export function predictionPoweredShares(
  labelled: LabelledRows,
  unlabelled: UnlabelledRows,
  scores: readonly number[] = [1, 0.5, 0],
  leastPrompts = 20,
): Estimate<PredictionPoweredShares> {
  const prompts = countPrompts(labelled)
  if (prompts < leastPrompts || labelled.human.length === 0)
    return notDefined(`People judged ${prompts} of these prompts; it takes ${leastPrompts} to weigh the judge.`)
  const recoded = (values: readonly number[]) =>
    clusteredPredictions(
      { ...labelled, human: recode(labelled.human, values), judge: recode(labelled.judge, values) },
      { ...unlabelled, judge: recode(unlabelled.judge, values) },
    )
  const categories = scores.map((_, category) => recoded(scores.map((__, k) => (k === category ? 1 : 0))))
  const lambda = commonLambda(categories)
  if (!lambda.defined) return lambda
  const shares = categories.map((of) => predictionPoweredMean(of, lambda.value))
  const score = predictionPoweredMean(recoded(scores), lambda.value)
  const gain = gainOf(categories, lambda.value)
  if (!score.defined) return score
  return defined({
    lambda: lambda.value,
    shares: shares.flatMap((share) => (share.defined ? [share.value] : [])),
    score: score.value,
    gain,
    addsNothing: gain !== null && gain < WORTH_SHOWING,
    labelledPrompts: prompts,
  })
}

/** Minimises the sum of the variances, each a parabola in λ. A category nobody and no judge used has none. */
function commonLambda(categories: readonly Predictions[]): Estimate<number> {
  const used = categories.find(({ lambda }) => lambda.defined)
  if (!used) return (categories[0] as Predictions).lambda
  const linear = categories.reduce((sum, of) => sum + of.linear, 0)
  const square = categories.reduce((sum, of) => sum + of.square, 0)
  return tunedLambda({ lambda: defined(-linear / square) })
}

function gainOf(categories: readonly Predictions[], lambda: number): number | null {
  const total = (at: number) =>
    categories.reduce((sum, of) => sum + of.constant + 2 * at * of.linear + at ** 2 * of.square, 0)
  const variance = total(lambda)
  return variance > 1e-28 ? total(0) / variance : null
}

function recode(categories: ArrayLike<number>, values: readonly number[]): Float64Array {
  const recoded = new Float64Array(categories.length)
  for (let k = 0; k < recoded.length; k++) {
    const value = values[categories[k] as number]
    if (value === undefined) throw new RangeError(`A category lies in 0 … ${values.length - 1}, got ${categories[k]}`)
    recoded[k] = value
  }
  return recoded
}
