import type { ClusterTotal } from './clustered-mean'
import type { Estimate } from './estimate'
import {
  type Below,
  type BootstrapSummary,
  drawMultiplicities,
  type Multiplicities,
  summariseReplicates,
} from './resampling'

/** The mean over all judgments when each cluster counts as often as it was drawn; null when no judgment is left. */
export function resampledMean(clusters: readonly ClusterTotal[], drawn: Multiplicities): number | null {
  let n = 0
  let total = 0
  clusters.forEach((cluster, k) => {
    const times = drawn[k] as number
    n += times * cluster.n
    total += times * cluster.total
  })
  return n === 0 ? null : total / n
}

/**
 * Bootstrap of a mean over clusters (prompts): each replicate takes all judgments of each drawn prompt, as often as it
 * was drawn. Percentile interval; assumes prompts independent of each other, and nothing of the judgments on one. The
 * check beside `clusteredMean`; like it rough below ten clusters.
 *
 * @param below seeded source of randomness
 * @returns not defined without judgments
 * @see Cameron, Gelbach & Miller (2008) Rev. Econ. Stat. 90:414–427
 */
export function bootstrapMean(
  clusters: readonly ClusterTotal[],
  below: Below,
  replicates = 2000,
): Estimate<BootstrapSummary> {
  const values = Array.from({ length: replicates }, () =>
    resampledMean(clusters, drawMultiplicities(clusters.length, below)),
  )
  return summariseReplicates(values)
}

/** Judgments of one annotator on one prompt: how many, and what their scores add up to. */
export type TwoWayCell = ClusterTotal & { prompt: number; annotator: number }

/**
 * Bootstrap of a mean over prompts and annotators at once: both are drawn with replacement, and a judgment counts as
 * often as its prompt was drawn times as often as its annotator was. For conclusions about other prompts and other
 * annotators; somewhat too wide when one of the two hardly matters.
 *
 * @param size numbers of prompts and annotators; cells refer to them from 0
 * @returns not defined without judgments
 * @see Owen (2007) Ann. Appl. Stat. 1:386–411, the pigeonhole bootstrap
 */
export function bootstrapTwoWayMean(
  cells: readonly TwoWayCell[],
  size: { prompts: number; annotators: number },
  below: Below,
  replicates = 2000,
): Estimate<BootstrapSummary> {
  const values = Array.from({ length: replicates }, () => {
    const prompts = drawMultiplicities(size.prompts, below)
    const annotators = drawMultiplicities(size.annotators, below)
    let n = 0
    let total = 0
    for (const cell of cells) {
      const times = (prompts[cell.prompt] as number) * (annotators[cell.annotator] as number)
      n += times * cell.n
      total += times * cell.total
    }
    return n === 0 ? null : total / n
  })
  return summariseReplicates(values)
}
