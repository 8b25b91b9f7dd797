import { type PlannedJudgments, plannedJudgments, type SelectionCounts } from '@/lib/counts/planned'
import type { Answered } from '@/lib/designs/design-choices'
import type { RatingDesign } from '@/lib/designs/schema'
import { exactMatch } from '@/lib/stats/agreement-weights'
import { defined, type Estimate, mapEstimate, notDefined } from '@/lib/stats/estimate'
import type { PlannedAgreement } from '@/lib/stats/planned-agreement'
import { differencePower, plannedRatings, type RatingPlan } from '@/lib/stats/rating/planned-ratings'
import { wilsonHalfWidth } from '@/lib/stats/wilson'
import { type Costs, costsOf } from './consequences'
import { type Evidence, evidenceOf, sharedAgreement } from './consequences-precision'
import { bind, costOf, overlapsBeside, type PowerLine, pointsOf, withPerItem } from './consequences-variants'
import { ratingWarnings } from './consequences-warnings'

/** What a rating study can tell of each system, and of two. */
type Precision = {
  /** How far Wilson's 95 % interval of a share near one half will reach to either side; of other shares it is shorter. */
  share: Estimate<number>
  /** The same of a mean score, by prompt, in points of the scale. */
  mean: Estimate<number>
  /** The difference of two systems' means, paired by prompt, that is found with 80 % power. */
  detectable: Estimate<number>
}

/** The same ratings of other prompts, or asked more or less often. */
export type OtherRating = Precision & {
  prompts: number
  perItem: number
  isDesign: boolean
  judgments: number
  cost: Estimate<number>
}

/** What a design of ratings costs and what it buys, by its first question. */
export type RatingConsequences = Costs &
  Precision & {
    /** Of one system; its items are prompts, its judgments ratings: each of a turn, where turns are rated. */
    evidence: Estimate<Evidence>
    /** Standard deviation of the scores that is assumed: each option is given as often as any other. */
    spread: number
    /** Turns of a rated response on average; null where nothing is known of it. */
    turns: number | null
    /** Exact agreement on the shared set. */
    agreement: Estimate<PlannedAgreement>
    /** Power by the true difference of two systems' means. */
    curves: PowerLine[]
    others: OtherRating[]
  }

/** By system's id, what it has answered of the prompt set. */
type AnsweredBySystem = Readonly<Record<string, Answered>>

/** What a design of ratings comes to, given how many prompts it selects. Its numbers must be numbers: see `unreadable`. */
export function ratingConsequences(
  design: RatingDesign,
  counts: SelectionCounts,
  answered: AnsweredBySystem,
): RatingConsequences {
  const costs = costsOf(design, counts)
  const turns = turnsOf(design, answered)
  const evidence = ratingEvidence(design, counts, turns)
  const { warnings, ...rest } = costs
  const precision = precisionOf(design, evidence)
  return {
    ...{ ...rest, ...precision, evidence, turns, spread: spreadOf(design) },
    agreement: ratingAgreement(design, costs.plan),
    curves: ratingCurves(design, counts, turns, precision.detectable),
    others: otherRatings(design, counts, turns),
    warnings: [...warnings, ...ratingWarnings(design, answered, evidence)],
  }
}

/**
 * The ratings of one system. Its samples and their turns count as ratings of one prompt, as much alike as ratings of one
 * response: they are less alike, if anything, and then say more.
 */
function ratingEvidence(design: RatingDesign, counts: SelectionCounts, turns: number | null): Estimate<Evidence> {
  const { systemIds, samples } = design.rated
  if (systemIds.length === 0) return notDefined('Choose the systems to rate.')
  const times = design.criteria[0]?.unit === 'TURN' ? (turns ?? 1) : 1
  return evidenceOf(design, plannedJudgments(design, counts), {
    ...{ parts: systemIds.length * samples, perPrompt: samples * times },
  })
}

function precisionOf(design: RatingDesign, evidence: Estimate<Evidence>): Precision {
  const planned = mapEstimate(
    bind(evidence, (value) => planOf(design, value)),
    plannedRatings,
  )
  return {
    share: mapEstimate(evidence, ({ effective }) => wilsonHalfWidth(0.5, effective)),
    mean: mapEstimate(planned, ({ meanHalfWidth }) => meanHalfWidth),
    detectable:
      design.rated.systemIds.length < 2
        ? notDefined('A difference needs two systems.')
        : bind(planned, ({ detectable }) => (detectable > rangeOf(design) ? notDefined(TOO_FEW) : defined(detectable))),
  }
}

const TOO_FEW = 'Too few ratings to find any difference with 80% power.'

/** Each option is given as often as any other; a response of several turns is agreed on as one. */
function ratingAgreement(design: RatingDesign, plan: PlannedJudgments): Estimate<PlannedAgreement> {
  const shares = evenShares(design)
  if (shares.length === 0) return notDefined('Give the question options.')
  return sharedAgreement(design, plan, { shares, similarity: exactMatch })
}

/** The design's power curve beside those of other numbers of ratings, as far again as the difference that is found. */
function ratingCurves(
  design: RatingDesign,
  counts: SelectionCounts,
  turns: number | null,
  found: Estimate<number>,
): PowerLine[] {
  if (design.rated.systemIds.length < 2) return []
  const { perItem } = plannedJudgments(design, counts)
  const last = found.defined ? Math.min(rangeOf(design), 2 * found.value) : rangeOf(design)
  return overlapsBeside(perItem).flatMap((k) => {
    const other = withPerItem(design, k)
    const plan = other && bind(ratingEvidence(other, counts, turns), (evidence) => planOf(other, evidence))
    if (!plan?.defined || !(last > 0)) return []
    return [{ perItem: k, isDesign: k === perItem, points: pointsOf(differencePower(plan.value), 0, last) }]
  })
}

/** Nothing is assumed of what a prompt does to both systems alike, which would make differences easier to find. */
function planOf(design: RatingDesign, { items, judgments, perItem }: Evidence): Estimate<RatingPlan> {
  if (items < 2) return notDefined('An interval needs ratings of at least two prompts.')
  const scores = scoresOf(design)
  if (scores.length === 0) return notDefined('Give the question options.')
  return defined({
    ...{ prompts: items, perPrompt: judgments / items, perRating: perItem, scores, shares: evenShares(design) },
    ...{ sameResponse: design.planning.correlation, samePrompt: 0 },
  })
}

function evenShares(design: RatingDesign): number[] {
  return scoresOf(design).map((_, __, { length }) => 1 / length)
}

/** From the lowest score to the highest. */
function rangeOf(design: RatingDesign): number {
  const scores = scoresOf(design)
  return Math.max(...scores) - Math.min(...scores)
}

function scoresOf({ criteria }: RatingDesign): number[] {
  return criteria[0]?.options.map(({ score }) => score) ?? []
}

function spreadOf(design: RatingDesign): number {
  const scores = scoresOf(design)
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
}

/** Turns of a response of the systems that are rated, on average. */
function turnsOf({ rated }: RatingDesign, answered: AnsweredBySystem): number | null {
  const known = rated.systemIds.flatMap((id) => answered[id]?.turns ?? [])
  return known.length === 0 ? null : known.reduce((sum, turns) => sum + turns, 0) / known.length
}

/** What the same question would cost and buy, asked more or less often, or of other prompts. */
function otherRatings(design: RatingDesign, counts: SelectionCounts, turns: number | null): OtherRating[] {
  const { perItem, items } = plannedJudgments(design, counts)
  if (items === 0) return []
  const more = Math.max(3, perItem)
  const variants = [
    ...overlapsBeside(perItem).map((k) => ({ k, selection: counts })),
    // As many judgments as `more` of each response, of other prompts.
    { k: 1, selection: { ...counts, prompts: counts.prompts * more } },
  ]
  return variants.flatMap(({ k, selection }) => {
    const other = withPerItem(design, k)
    if (!other) return []
    const plan = plannedJudgments(other, selection)
    return {
      ...{ prompts: selection.prompts, perItem: k, isDesign: k === perItem && selection === counts },
      ...precisionOf(other, ratingEvidence(other, selection, turns)),
      judgments: plan.known,
      cost: costOf(other, ((plan.known + plan.practice) * other.planning.seconds) / 3600),
    }
  })
}
