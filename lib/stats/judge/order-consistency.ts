import { type ClusterTotal, type MeanByCluster, meanByCluster, sumByCluster } from '../clustered-mean'
import { type Estimate, valueOrNull } from '../estimate'
import type { Interval } from '../interval'
import { type Share, shareOf } from '../shares'
import { type OrderKind, type OrderPair, orderKind } from './order-pairs'

/** Share of order pairs of a kind: `interval` is Wilson's, `clustered` takes prompts for independent, not items. */
export type OrderShare = Share & { clustered: Interval | null }

/** What a judge made of items it saw in both orders. The four shares add up to 1; null without order pairs. */
export type OrderConsistency = Record<OrderKind, OrderShare | null> & { pairs: number }

/**
 * How consistent a judge is when the order of the two responses is turned round. Read it beside how often the judge
 * contradicts itself in the same order (`retestAgreement`): a flip need not be due to the order.
 *
 * @see Zheng et al. (2023) MT-Bench, arXiv 2306.05685, section 3.3
 */
export function orderConsistency(pairs: readonly OrderPair[]): OrderConsistency {
  const kinds = pairs.map(orderKind)
  const prompts = pairs.map(({ prompt }) => prompt)
  const shareOfKind = (kind: OrderKind): OrderShare | null => {
    const totals = kinds.map((found) => ({ n: 1, total: found === kind ? 1 : 0 }))
    const mean = valueOrNull(meanByCluster(sumByCluster(totals, prompts)))
    const share = shareOf(Math.round((mean?.mean ?? 0) * pairs.length), pairs.length)
    return share && { ...share, clustered: mean?.interval ?? null }
  }
  return {
    consistent: shareOfKind('consistent'),
    firstTwice: shareOfKind('firstTwice'),
    secondTwice: shareOfKind('secondTwice'),
    oneTie: shareOfKind('oneTie'),
    pairs: pairs.length,
  }
}

/**
 * Score of the first position over both verdicts of order pairs, a tie counting half, by prompt: ½ is no preference for a
 * position, whichever of the responses is better.
 *
 * @returns not defined without order pairs
 */
export function firstPositionScore(pairs: readonly OrderPair[]): Estimate<MeanByCluster> {
  const totals = pairs.map(({ forward, backward }) => ({ n: 2, total: forward + 1 - backward }))
  return meanByCluster(
    sumByCluster(
      totals,
      pairs.map(({ prompt }) => prompt),
    ),
  )
}

/** How two verdicts, both seen from the pair's first system, become one score of that system. */
export type OrderRule = (forward: number, backward: number) => number

/** The mean of both: ¼ and ¾ where one of them is a tie. */
export const orderAveraged: OrderRule = (forward, backward) => (forward + backward) / 2

/** A tie unless both are the same, as FastChat has it. */
export const differingOrdersTie: OrderRule = (forward, backward) => (forward === backward ? forward : 0.5)

/** The sign of the sum: a win and a tie are a win, a win and a loss a tie, as Cherry LLM has it. */
export const sumOfSigns: OrderRule = (forward, backward) => (Math.sign(forward + backward - 1) + 1) / 2

/**
 * Mean score of the first system of a pair by one of the rules, by prompt.
 *
 * @param pairs the order pairs of one pair of systems
 * @returns not defined without order pairs
 */
export function orderScore(pairs: readonly OrderPair[], rule: OrderRule): Estimate<MeanByCluster> {
  return meanByPrompt(
    pairs,
    pairs.map(({ forward, backward }) => rule(forward, backward)),
  )
}

function meanByPrompt(pairs: readonly OrderPair[], values: readonly number[]): Estimate<MeanByCluster> {
  const totals: ClusterTotal[] = values.map((total) => ({ n: 1, total }))
  return meanByCluster(
    sumByCluster(
      totals,
      pairs.map(({ prompt }) => prompt),
    ),
  )
}
