import { exactMatch, tieDiscounted } from '../agreement-weights'
import { type MeanByCluster, meanByCluster, sumByCluster } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import { itemAgreement } from '../pair-agreement'
import type { OrderedVerdict } from './order-pairs'

/** Agreement of a judge with itself when it is asked the same again: the items and orders asked again, pairs of verdicts. */
export type RetestAgreement = { cells: number; pairs: number; exact: MeanByCluster; tieDiscounted: MeanByCluster }

/**
 * Agreement between all pairs of one judge's verdicts on the same item in the same display order, pooled, with intervals
 * by prompt. What is missing to 1 is the judge's own noise, which a flip in the other order contains, too.
 *
 * @param verdicts of one judge
 * @returns not defined when nothing was asked again in the same order
 */
export function retestAgreement(verdicts: Iterable<OrderedVerdict>): Estimate<RetestAgreement> {
  const cells = new Map<string, { prompt: number; scores: number[] }>()
  for (const { item, prompt, swapped, score } of verdicts) {
    const key = `${item}/${swapped}`
    const cell = cells.get(key) ?? { prompt, scores: [] }
    cell.scores.push(score)
    cells.set(key, cell)
  }
  const again = [...cells.values()].filter(({ scores }) => scores.length > 1)
  const prompts = again.map(({ prompt }) => prompt)
  const means = [exactMatch, tieDiscounted].map((similarity) => {
    // Each verdict as if by another annotator, whose number is its place.
    const totals = again.map(({ scores }) =>
      itemAgreement(
        scores.map((score, annotator) => ({ annotator, category: 2 - 2 * score })),
        similarity,
      ),
    )
    return meanByCluster(sumByCluster(totals, prompts))
  })
  const [exact, discounted] = means
  if (!exact?.defined || !discounted?.defined) return notDefined('Nothing was asked again in the same order.')
  return defined({ cells: again.length, pairs: exact.value.n, exact: exact.value, tieDiscounted: discounted.value })
}
