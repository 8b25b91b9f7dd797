import { Z95 } from './interval'

/** Two systems compared by their strengths: how much better `one` is, in log-odds, and its standard error. */
export type StrengthDifference = { one: number; other: number; difference: number; se: number }

/** Differences of each two abilities with their standard errors, from a fit's covariance in any gauge. */
function strengthDifferences(theta: ArrayLike<number>, covariance: Float64Array): StrengthDifference[] {
  const m = Math.round(Math.sqrt(covariance.length))
  const at = (i: number, j: number) => covariance[i * m + j] as number
  const differences: StrengthDifference[] = []
  for (let one = 0; one < theta.length; one++) {
    for (let other = one + 1; other < theta.length; other++) {
      const difference = (theta[one] as number) - (theta[other] as number)
      const variance = at(one, one) + at(other, other) - 2 * at(one, other)
      differences.push({ one, other, difference, se: Math.sqrt(Math.max(0, variance)) })
    }
  }
  return differences
}

/**
 * Rank of each system as 1 + how many are better beyond doubt (a difference of more than z standard errors): systems that
 * cannot be told apart share a rank. Not adjusted for the number of pairs.
 *
 * @see Chiang et al. (2024) Chatbot Arena, arXiv 2403.04132, on ranks by intervals
 */
export function significantRanks(theta: ArrayLike<number>, covariance: Float64Array, z = Z95): number[] {
  const ranks = Array.from(theta, () => 1)
  for (const { one, other, difference, se } of strengthDifferences(theta, covariance)) {
    if (Math.abs(difference) <= z * se) continue
    const worse = difference > 0 ? other : one
    ranks[worse] = (ranks[worse] as number) + 1
  }
  return ranks
}
