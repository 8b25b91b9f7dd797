import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import type { Predictions } from './predictions'

/**
 * A mean of human values, helped by a judge's. Standard error and interval are null where too little was seen, or no
 * spread. `effective` is how many labelled rows would have given the same standard error without the judge.
 */
export type PredictionPoweredMean = {
  estimate: number
  se: number | null
  interval: Interval | null
  effective: number | null
}

/**
 * Mean of human values over all rows, estimated from few labelled and many unlabelled ones: mean(y) + λ (mean f of the
 * unlabelled − mean f of the labelled). It has the human mean as its expectation for any λ, if the labelled rows were
 * drawn at random from all; a judge that is wrong makes the interval wider, not the estimate wrong. λ = 0 is people alone.
 * Neither estimate nor interval is cut to the range of y.
 *
 * @param lambda weight of the judge: 0, 1, or `tunedLambda`
 * @returns not defined without unlabelled rows, unless λ = 0
 * @see Angelopoulos et al. (2023) Science 382:669–674; PPI++, arXiv 2311.01453
 */
export function predictionPoweredMean(of: Predictions, lambda: number): Estimate<PredictionPoweredMean> {
  if (lambda !== 0 && of.shift === null) return notDefined('There is no item without a human verdict.')
  const se = errorAt(of, lambda)
  const alone = errorAt(of, 0)
  const estimate = of.human + (lambda === 0 ? 0 : lambda * (of.shift as number))
  return defined({
    estimate,
    se,
    interval: se === null ? null : [estimate - of.quantile * se, estimate + of.quantile * se],
    effective: se === null || alone === null ? null : of.labelled * (alone / se) ** 2,
  })
}

/** The weight of the judge with the smallest variance, cut to [0, 1] as PPI++ has it: a judge who is against people gets 0. */
export function tunedLambda({ lambda }: Pick<Predictions, 'lambda'>): Estimate<number> {
  return lambda.defined ? defined(Math.max(0, Math.min(1, lambda.value))) : lambda
}

function errorAt(of: Predictions, lambda: number): number | null {
  if (lambda === 0 ? !of.classical : !of.powered) return null
  const variance = of.constant + 2 * lambda * of.linear + lambda ** 2 * of.square
  return variance > 1e-28 ? Math.sqrt(variance) : null
}
