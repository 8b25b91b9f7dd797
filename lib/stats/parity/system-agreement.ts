import type { ClusterTotal } from '../clustered-mean'
import type { Estimate } from '../estimate'
import { kendallTauB, pearsonCorrelation, spearmanCorrelation } from '../rank/rank-correlation'
import {
  type Below,
  type BootstrapSummary,
  drawMultiplicities,
  type Multiplicities,
  summariseReplicates,
} from '../resampling'

/** What a judge and people gave one system on one prompt: how many scores, and their total. */
export type SystemTotals = { judge: ClusterTotal; human: ClusterTotal }

/** Scores of each system by judge and by people; null for a system that either never judged. */
export type SystemScores = { judge: number | null; human: number | null }[]

/** How far a judge and people put systems in the same order. */
export type SystemAgreement = { kendall: Estimate<number>; spearman: Estimate<number>; pearson: Estimate<number> }

/**
 * Scores of systems by a judge and by people, with each prompt counting as often as it was drawn, once by default. Give
 * only items that both judged: else the two are of other prompts.
 *
 * @param prompts for each prompt the totals of each system
 */
export function systemScores(prompts: readonly (readonly SystemTotals[])[], drawn?: Multiplicities): SystemScores {
  const sums = (prompts[0] ?? []).map(() => ({ judge: { n: 0, total: 0 }, human: { n: 0, total: 0 } }))
  prompts.forEach((systems, prompt) => {
    const times = drawn ? (drawn[prompt] as number) : 1
    systems.forEach((totals, system) => {
      for (const who of ['judge', 'human'] as const) {
        const sum = (sums[system] as SystemTotals)[who]
        sum.n += times * totals[who].n
        sum.total += times * totals[who].total
      }
    })
  })
  const mean = ({ n, total }: ClusterTotal) => (n === 0 ? null : total / n)
  return sums.map(({ judge, human }) => ({ judge: mean(judge), human: mean(human) }))
}

/**
 * Rank correlations of the systems that both scored. With few systems they take few values, and their intervals say
 * little: show the scores beside them.
 *
 * @returns each not defined below two such systems, or where all have one score
 */
export function systemAgreement(scores: SystemScores): SystemAgreement {
  const both = scores.flatMap(({ judge, human }) => (judge === null || human === null ? [] : [[judge, human] as const]))
  const [x, y] = [both.map(([judge]) => judge), both.map(([, human]) => human)]
  return {
    kendall: kendallTauB(x, y),
    spearman: spearmanCorrelation(x, y),
    pearson: pearsonCorrelation(x, y),
  }
}

/**
 * Percentile bootstrap of the rank correlations over prompts.
 *
 * @param below seeded source of randomness
 */
export function bootstrapSystemAgreement(
  prompts: readonly (readonly SystemTotals[])[],
  below: Below,
  replicates = 1000,
): Record<keyof SystemAgreement, Estimate<BootstrapSummary>> {
  const drawn = Array.from({ length: replicates }, () =>
    systemAgreement(systemScores(prompts, drawMultiplicities(prompts.length, below))),
  )
  const summary = (kind: keyof SystemAgreement) =>
    summariseReplicates(drawn.map(({ [kind]: found }) => (found.defined ? found.value : null)))
  return { kendall: summary('kendall'), spearman: summary('spearman'), pearson: summary('pearson') }
}
