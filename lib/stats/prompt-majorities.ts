import type { ClusterTotal } from './clustered-mean'
import type { Outcomes } from './score'

/**
 * One verdict per prompt: won when the mean score of its judgments is above ½, lost when below, else tied. What the sign
 * test may count where several judgments share a prompt. Prompts without judgments are left out.
 */
export function promptMajorities(prompts: readonly ClusterTotal[]): Outcomes {
  const counts = { wins: 0, ties: 0, losses: 0 }
  for (const { n, total } of prompts) {
    if (n === 0) continue
    if (total > n / 2) counts.wins++
    else if (total < n / 2) counts.losses++
    else counts.ties++
  }
  return counts
}
