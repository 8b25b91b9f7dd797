import { type Similarity, tieDiscounted } from '../agreement-weights'
import { type ClusterTotal, type MeanByCluster, meanOfValues } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import { itemAgreement } from '../pair-agreement'
import type { RatedItem } from '../ratings'
import type { Multiplicities } from '../resampling'
import { tQuantile } from '../student-t'

/** Agreement on one item: pairs of the judge with a person, and pairs of two people; how many, and their total. */
export type ParityItem = { judgeHuman: ClusterTotal; humanHuman: ClusterTotal }

/**
 * Agreement of a judge with people, of people with each other on the same items, and the difference: pooled over pairs,
 * with the standard error by cluster and the t-interval on clusters − 1 (null below two clusters or without any spread);
 * and as the mean over items of an item's own difference.
 */
export type AgreementDifference = {
  judgeHuman: number
  humanHuman: number
  difference: number
  se: number | null
  df: number
  interval: Interval | null
  itemMean: MeanByCluster
  items: number
  judgeHumanPairs: number
  humanHumanPairs: number
}

/**
 * Agreement of the judge and of people on an item; null unless the judge and two people or more rated it. Both are
 * taken on the same items, so that hard ones are hard for both.
 *
 * @param people who counts as a person, by annotator number
 */
export function parityItem(
  item: RatedItem,
  judge: number,
  people: (annotator: number) => boolean,
  similarity: Similarity = tieDiscounted,
): ParityItem | null {
  const own = item.find(({ annotator }) => annotator === judge)
  const others = item.filter(({ annotator }) => annotator !== judge && people(annotator))
  if (!own || others.length < 2) return null
  return {
    judgeHuman: {
      n: others.length,
      total: others.reduce((sum, { category }) => sum + similarity(own.category, category), 0),
    },
    humanHuman: itemAgreement(others, similarity),
  }
}

/**
 * Judge–human less human–human agreement: whether a judge agrees with people as people agree with each other. It is a
 * difference of two ratios of sums: e_g = (u_g − r₁n_g)/N₁ − (v_g − r₂m_g)/N₂, se = √(G/(G−1) Σ e_g²).
 *
 * @param clusterOf the cluster of each item, from 0; without it each item is one. Give prompts where items share them
 * @returns not defined without an item that the judge and two people rated
 * @see Liang & Zeger (1986) Biometrika 73:13–22 for the standard error
 */
export function agreementDifference(
  items: readonly ParityItem[],
  clusterOf: ArrayLike<number> = items.map((_, k) => k),
): Estimate<AgreementDifference> {
  const judge = poolTotals(items.map(({ judgeHuman }) => judgeHuman))
  const human = poolTotals(items.map(({ humanHuman }) => humanHuman))
  if (judge.n === 0 || human.n === 0) return notDefined('No item was judged by the judge and two people.')
  const [r1, r2] = [judge.total / judge.n, human.total / human.n]
  const errors = new Map<number, number>()
  items.forEach(({ judgeHuman: u, humanHuman: v }, k) => {
    const error = (u.total - r1 * u.n) / judge.n - (v.total - r2 * v.n) / human.n
    const cluster = clusterOf[k] as number
    errors.set(cluster, (errors.get(cluster) ?? 0) + error)
  })
  const clusters = errors.size
  const squares = [...errors.values()].reduce((sum, error) => sum + error ** 2, 0)
  const found = clusters < 2 ? 0 : Math.sqrt((clusters / (clusters - 1)) * squares)
  const se = found < 1e-14 ? null : found
  const difference = r1 - r2
  const half = se === null ? 0 : tQuantile(0.975, clusters - 1) * se
  const itemMean = meanOfValues(items.map(itemDifference))
  if (!itemMean.defined) return itemMean
  return defined({
    judgeHuman: r1,
    humanHuman: r2,
    difference,
    se,
    df: clusters - 1,
    interval: se === null ? null : [difference - half, difference + half],
    itemMean: itemMean.value,
    items: items.length,
    judgeHumanPairs: judge.n,
    humanHumanPairs: human.n,
  })
}

/** The pooled difference when each item counts as often as it was drawn; null when nothing is left. */
export function resampledDifference(items: readonly ParityItem[], drawn: Multiplicities): number | null {
  let [u, n, v, m] = [0, 0, 0, 0]
  items.forEach(({ judgeHuman, humanHuman }, k) => {
    const times = drawn[k] as number
    u += times * judgeHuman.total
    n += times * judgeHuman.n
    v += times * humanHuman.total
    m += times * humanHuman.n
  })
  return n === 0 || m === 0 ? null : u / n - v / m
}

function itemDifference({ judgeHuman, humanHuman }: ParityItem): number {
  return judgeHuman.total / judgeHuman.n - humanHuman.total / humanHuman.n
}

function poolTotals(totals: readonly ClusterTotal[]): ClusterTotal {
  return totals.reduce((sum, { n, total }) => ({ n: sum.n + n, total: sum.total + total }), { n: 0, total: 0 })
}
