import type { Estimate } from './estimate'
import { mapEstimate } from './estimate'
import type { Interval } from './interval'
import { maximisePairModel } from './maximise-pair-model'
import type { PairModel } from './pair-model'
import type { PairRows } from './pair-rows'
import { prepareResamples } from './resamples'
import { type BootstrapSummary, type Multiplicities, summariseReplicates } from './resampling'
import { ELO_PER_LOGIT } from './strength-scale'

/**
 * Abilities in each resample of clusters (prompts), null in those that have no estimate. Every refit is Newton's method
 * on what the resample's likelihood needs, from the estimate of all data.
 *
 * @param rows judgments by cluster; covariates are not used
 * @param resamples how often each cluster was drawn, a resample each
 * @see Cameron, Gelbach & Miller (2008) Rev. Econ. Stat. 90:414–427, for resampling clusters
 */
export function bootstrapStrengths(
  model: PairModel,
  rows: PairRows,
  resamples: Iterable<Multiplicities>,
): (Float64Array | null)[] {
  const { pooled, resample } = prepareResamples(model, rows)
  const start = maximisePairModel(model, pooled)?.parameters
  const thetas: (Float64Array | null)[] = []
  for (const drawn of resamples) {
    const { rows: replicate, linear } = resample(drawn)
    const options = { tolerance: 1e-8, ...(start && { start }), ...(linear && { linear }) }
    const found = maximisePairModel(model, replicate, options)
    thetas.push(found ? found.parameters.slice(0, rows.systems) : null)
  }
  return thetas
}

/** Percentile interval and standard error of each system's Elo-scaled strength, mean of all systems or one system at 1000. */
export function strengthIntervals(
  thetas: readonly (Float64Array | null)[],
  systems: number,
  anchor: 'mean' | number = 'mean',
): Estimate<BootstrapSummary>[] {
  return Array.from({ length: systems }, (_, k) =>
    summariseReplicates(
      thetas.map((theta) => {
        if (!theta) return null
        const zero = anchor === 'mean' ? 0 : (theta[anchor] as number)
        return 1000 + ELO_PER_LOGIT * ((theta[k] as number) - zero)
      }),
    ),
  )
}

/** Percentile interval of each system's rank, 1 the best: how far the order itself is known. */
export function rankIntervals(thetas: readonly (Float64Array | null)[], systems: number): Estimate<Interval>[] {
  const ranks = thetas.map((theta) => theta && rankAll(theta))
  return Array.from({ length: systems }, (_, k) =>
    mapEstimate(
      summariseReplicates(ranks.map((rank) => rank && (rank[k] as number))),
      ({ interval: [low, high] }): Interval => [Math.floor(low), Math.ceil(high)],
    ),
  )
}

/** 1 + how many are better. */
function rankAll(theta: Float64Array): number[] {
  return Array.from(theta, (ability) => theta.reduce((rank, other) => rank + (other > ability ? 1 : 0), 1))
}
