import { type ClusterTotal, type MeanByCluster, meanByCluster, sumByCluster } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'

/** An item of one system that a judge saw in both orders and people judged, all scores seen from that system. */
export type SelfPreferenceItem = {
  prompt: number
  /** order-averaged score the judge gave the system, in [0, 1] */
  judge: number
  /** people's verdicts on the item, one or more: how many, and what the system's scores add up to */
  human: ClusterTotal
}

/** Mean score by the judge and by people over the same items, and the judge's less people's with its interval. */
export type SelfPreference = { judge: number; human: number; difference: MeanByCluster }

/**
 * How much better a judge likes a system than people do, on the same items: that of its own family, say. Each item counts
 * once; interval by prompt. With one judge it cannot be told from a difference in taste; compare judges of several
 * families on the same systems.
 *
 * @returns not defined without an item that both judged
 * @see Panickssery et al. (2024) arXiv 2404.13076, on models that prefer their own answers
 */
export function selfPreference(items: readonly SelfPreferenceItem[]): Estimate<SelfPreference> {
  const used = items.filter(({ human }) => human.n > 0)
  const people = used.map(({ human }) => human.total / human.n)
  const totals = used.map(({ judge }, k) => ({ n: 1, total: judge - (people[k] as number) }))
  const difference = meanByCluster(
    sumByCluster(
      totals,
      used.map(({ prompt }) => prompt),
    ),
  )
  if (!difference.defined) return notDefined('The judge and people have no item of this system in common.')
  return defined({
    judge: used.reduce((sum, { judge }) => sum + judge, 0) / used.length,
    human: people.reduce((sum, score) => sum + score, 0) / used.length,
    difference: difference.value,
  })
}
