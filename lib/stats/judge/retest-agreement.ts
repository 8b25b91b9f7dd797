import { type ClusterTotal, type MeanByCluster, meanByCluster, sumByCluster } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import { checkScore, type OrderedVerdict } from './order-pairs'

/** Agreement of a judge with itself when it is asked the same again: the items and orders asked again, pairs of verdicts. */
export type RetestAgreement = { cells: number; pairs: number; exact: MeanByCluster; tieDiscounted: MeanByCluster }

/**
 * Agreement between all pairs of one judge's verdicts on the same item in the same display order, pooled, with intervals
 * by prompt. What is missing to 1 is the judge's own noise, which a flip in the other order contains, too.
 *
 * @param verdicts of one judge
 * @returns not defined when nothing was asked again in the same order
 * @throws RangeError on a score other than 0, ½ and 1
 */
export function retestAgreement(verdicts: Iterable<OrderedVerdict>): Estimate<RetestAgreement> {
  const cells = new Map<number, Cell>()
  for (const { item, prompt, swapped, score } of verdicts) {
    checkScore(score)
    const key = 2 * item + (swapped ? 1 : 0)
    let cell = cells.get(key)
    if (!cell) {
      cell = { prompt, win: 0, tie: 0, loss: 0 }
      cells.set(key, cell)
    }
    cell[score === 1 ? 'win' : score === 0.5 ? 'tie' : 'loss']++
  }
  const again = [...cells.values()].filter(({ win, tie, loss }) => win + tie + loss > 1)
  const prompts = again.map(({ prompt }) => prompt)
  const [exact, discounted] = [0, 0.5].map((half) =>
    meanByCluster(
      sumByCluster(
        again.map((cell) => pairsOf(cell, half)),
        prompts,
      ),
    ),
  )
  if (!exact?.defined || !discounted?.defined) return notDefined('Nothing was asked again in the same order.')
  return defined({ cells: again.length, pairs: exact.value.n, exact: exact.value, tieDiscounted: discounted.value })
}

type Cell = { prompt: number; win: number; tie: number; loss: number }

/** Pairs of verdicts and what they agree in total, a tie and a win or loss counting `half`. */
function pairsOf({ win, tie, loss }: Cell, half: number): ClusterTotal {
  const choose = (n: number) => (n * (n - 1)) / 2
  return {
    n: choose(win + tie + loss),
    total: choose(win) + choose(tie) + choose(loss) + half * tie * (win + loss),
  }
}
