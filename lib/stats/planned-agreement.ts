import type { Similarity } from './agreement-weights'
import { Z95 } from './interval'

/** Agreement that a plan can expect, and how far its 95 % interval reaches to either side. */
export type PlannedAgreement = { expected: number; halfWidth: number }

/**
 * Agreement to be expected of annotators who all judge the same items, under the simplest model with a given correlation:
 * an item has a verdict of its own, drawn by the shares of the options; each annotator gives it with probability √ρ, or one
 * drawn from the same shares at random. Then two annotators' scores have correlation ρ. The variance of an item's mean over all pairs of m annotators is that of a U-statistic of order two,
 * [4 (m − 2) ζ₁ + 2 ζ₂] / [m (m − 1)] given its verdict, plus the variance between verdicts.
 *
 * The interval is for the same annotators on other items: expected ± 1.96 √(variance / items).
 *
 * @param raters annotators of the shared set, at least 2
 * @param shares how often each option is given; they add up to 1
 * @param similarity how far two options agree, such as `tieDiscounted` of win, tie and loss, or `exactMatch`
 * @throws RangeError on fewer than 2 raters or no items
 * @see Hoeffding (1948) Ann. Math. Stat. 19:293–325, section 5
 */
export function plannedAgreement(plan: {
  items: number
  raters: number
  shares: readonly number[]
  similarity: Similarity
  correlation: number
}): PlannedAgreement {
  const { items, raters, shares, similarity, correlation } = plan
  if (!(items > 0 && raters >= 2)) throw new RangeError(`plannedAgreement needs items and 2 raters, got ${raters}`)
  const follow = Math.sqrt(correlation)
  const byVerdict = shares.map((_, own) => {
    const verdicts = shares.map((share, verdict) => (1 - follow) * share + (verdict === own ? follow : 0))
    return pairMoments(verdicts, similarity, raters)
  })
  const expected = sum(shares.map((share, own) => share * (byVerdict[own] as Moments).mean))
  const within = sum(shares.map((share, own) => share * (byVerdict[own] as Moments).variance))
  const between = sum(shares.map((share, own) => share * ((byVerdict[own] as Moments).mean - expected) ** 2))
  return { expected, halfWidth: Z95 * Math.sqrt((within + between) / items) }
}

type Moments = { mean: number; variance: number }

/** Mean and variance of the mean agreement over all pairs of m annotators who draw verdicts alone. */
function pairMoments(verdicts: readonly number[], agree: Similarity, m: number): Moments {
  const agreementOf = verdicts.map((_, one) => sum(verdicts.map((share, other) => share * agree(one, other))))
  const mean = sum(verdicts.map((share, one) => share * (agreementOf[one] as number)))
  const first = sum(verdicts.map((share, one) => share * ((agreementOf[one] as number) - mean) ** 2))
  const second = sum(verdicts.flatMap((p, one) => verdicts.map((q, other) => p * q * (agree(one, other) - mean) ** 2)))
  return { mean, variance: (4 * (m - 2) * first + 2 * second) / (m * (m - 1)) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
