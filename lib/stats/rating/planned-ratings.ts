import { designEffect } from '../sample-size'
import { tQuantile, tTail } from '../student-t'

/**
 * Ratings that a study plans for each system: of so many prompts, so many each, with the shares of the options that are
 * expected. Correlations of two ratings, 0 to 1: of one response, and of two systems' responses to one prompt. Where prompts
 * have unequally many ratings, `perPrompt` is their mean and `perRating` how many the prompt of a rating has: Σm² / Σm.
 */
export type RatingPlan = {
  prompts: number
  perPrompt: number
  perRating?: number
  shares: readonly number[]
  scores: readonly number[]
  sameResponse: number
  samePrompt: number
}

/**
 * What the plan can tell: how far the 95 % interval of each option's share, and of the mean score, will reach to either
 * side; and the difference of two systems' means that the paired t-test finds with 80 % power.
 */
export type PlannedRatings = { shareHalfWidths: number[]; mean: number; meanHalfWidth: number; detectable: number }

const POWER = 0.8

/**
 * Plans a rating study with intervals by prompt and pairs prompt by prompt. Half-widths: t(0.975; P − 1) · √(v · deff/n),
 * v = p (1 − p) or the variance of the scores, deff = 1 + (m − 1)ρ. Detectable: (t(0.975) + t(0.8)) · √(V/P), both with
 * P − 1 degrees of freedom, V = 2v ((1 + (m − 1)ρ)/m − ρ′), the variance of a prompt's difference: what the prompt does to
 * both systems cancels.
 *
 * @throws RangeError below two prompts or one rating, on shares that do not add up to 1, on correlations outside 0 … 1, or
 *   of two systems on a prompt above that of a response
 * @see Kish (1965) Survey Sampling, section 5.4, for deff; Cohen (1988) Statistical Power Analysis, ch. 2, for pairs
 */
export function plannedRatings(plan: RatingPlan): PlannedRatings {
  checkPlan(plan)
  const { prompts, perPrompt, shares } = plan
  const { mean, variance, effect } = momentsOf(plan)
  const reach = tQuantile(0.975, prompts - 1) * Math.sqrt(effect / (prompts * perPrompt))
  const both = tQuantile(0.975, prompts - 1) + tQuantile(POWER, prompts - 1)
  return {
    shareHalfWidths: shares.map((share) => reach * Math.sqrt(share * (1 - share))),
    mean,
    meanHalfWidth: reach * Math.sqrt(variance),
    detectable: both * errorOfDifference(plan),
  }
}

/**
 * Power of the paired t-test, two-sided at 5 %, by the true difference of two systems' means: that of a shifted t, as
 * `detectable` has it, which lies a little below the noncentral one where prompts are few.
 * @throws RangeError as `plannedRatings`
 */
export function differencePower(plan: RatingPlan): (difference: number) => number {
  checkPlan(plan)
  const [df, error] = [plan.prompts - 1, errorOfDifference(plan)]
  const needed = tQuantile(0.975, df)
  return (difference) => {
    const shift = difference === 0 ? 0 : difference / error
    return tTail(needed - shift, df) + tTail(needed + shift, df)
  }
}

/** Standard error of the difference of two systems' means, paired by prompt. */
function errorOfDifference(plan: RatingPlan): number {
  const { variance, effect } = momentsOf(plan)
  const ofPrompt = 2 * variance * (effect / plan.perPrompt - plan.samePrompt)
  return Math.sqrt(Math.max(0, ofPrompt) / plan.prompts)
}

function momentsOf({ perPrompt, perRating = perPrompt, shares, scores, sameResponse }: RatingPlan) {
  const mean = weigh(shares, (option) => scores[option] as number)
  const variance = weigh(shares, (option) => ((scores[option] as number) - mean) ** 2)
  return { mean, variance, effect: designEffect(perRating, sameResponse) }
}

function checkPlan({
  prompts,
  perPrompt,
  perRating = perPrompt,
  shares,
  scores,
  sameResponse,
  samePrompt,
}: RatingPlan): void {
  if (!(prompts >= 2 && perPrompt >= 1 && perRating >= perPrompt * (1 - 1e-9)))
    throw new RangeError(`plannedRatings requires two prompts and a rating each, got ${prompts} and ${perPrompt}`)
  const total = weigh(shares, () => 1)
  if (!(Math.abs(total - 1) < 1e-9 && shares.every((share) => share >= 0)))
    throw new RangeError(`plannedRatings requires shares that add up to 1, got ${total}`)
  if (scores.length !== shares.length || !scores.every(Number.isFinite))
    throw new RangeError('plannedRatings requires a finite score for each share')
  if (!(samePrompt >= 0 && samePrompt <= sameResponse && sameResponse <= 1))
    throw new RangeError(
      `plannedRatings requires 0 <= samePrompt <= sameResponse <= 1, got ${samePrompt}, ${sameResponse}`,
    )
}

function weigh(shares: readonly number[], of: (option: number) => number): number {
  return shares.reduce((sum, share, option) => sum + share * of(option), 0)
}
