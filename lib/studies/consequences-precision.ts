import { type PlannedJudgments, placesOf } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'
import { type Similarity, tieDiscounted } from '@/lib/stats/agreement-weights'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import { type PlannedAgreement, plannedAgreement } from '@/lib/stats/planned-agreement'
import { designEffect } from '@/lib/stats/sample-size'
import { detectableSplit, signTestCurve } from '@/lib/stats/sign-test-curve'
import { tQuantile } from '@/lib/stats/student-t'

const NO_PROMPTS = 'There is nothing to judge: no prompts are selected.'
const NO_PEOPLE = 'People judge nothing in this design.'

/** What one comparison of two systems rests on, averaged over the comparisons where items do not divide evenly. */
export type Evidence = {
  /** Items, each of another prompt. */
  items: number
  judgments: number
  /** Judgments of the item that a judgment belongs to, on average: Σk² / Σk. */
  perItem: number
  /** By how much the correlation within items inflates the variance: 1 + (perItem − 1) ρ. */
  designEffect: number
  /** Judgments on different prompts that would say as much: judgments / designEffect. */
  effective: number
  /** Shared items that are left out of this, because nobody knows how many people will judge them. */
  without: number
}

/** The judgments of one comparison and what they are worth, in the estimator the results use: see `evidenceOf`. */
export function comparisonEvidence(design: StudyInput, plan: PlannedJudgments): Estimate<Evidence> {
  if (plan.perPrompt === 0) return notDefined('Choose the systems to compare.')
  return evidenceOf(design, plan, { parts: plan.perPrompt, perPrompt: 1 })
}

/**
 * What the judgments of a part of the items are worth in the mean of all judgments, clustered by prompt. Where the number
 * of places is unknown, the shared set is left out.
 *
 * @param share of how many equal parts it is one, and how many judgments each time somebody judges an item of a prompt
 */
export function evidenceOf(
  design: StudyInput,
  plan: PlannedJudgments,
  { parts, perPrompt }: { parts: number; perPrompt: number },
): Estimate<Evidence> {
  const shared = plan.sharedItems / parts
  const raters = sharedRaters(design)
  const clusters = [
    { items: (plan.items - plan.sharedItems) / parts, k: plan.perItem * perPrompt },
    ...(raters.defined ? [{ items: shared, k: (raters.value + keptBesideShared(design)) * perPrompt }] : []),
  ].filter(({ items, k }) => items > 0 && k > 0)
  const judgments = sum(clusters.map(({ items, k }) => items * k))
  if (judgments === 0) return raters.defined ? notDefined(plan.items === 0 ? NO_PROMPTS : NO_PEOPLE) : raters
  const mean = sum(clusters.map(({ items, k }) => items * k ** 2)) / judgments
  const effect = designEffect(mean, design.planning.correlation)
  return defined({
    items: sum(clusters.map(({ items }) => items)),
    ...{ judgments, perItem: mean, designEffect: effect, effective: judgments / effect },
    without: raters.defined ? 0 : shared,
  })
}

/**
 * How far the 95 % interval of a win share will reach to either side, for a comparison in which both systems win as
 * often as each other: p = (1 − t) / 2 and t(0.975; items − 1) · √(p (1 − p) / effective judgments). Shares nearer to 0
 * or 1 have a shorter one.
 */
export function winShareHalfWidth({ items, effective }: Evidence, tieRate: number): Estimate<number> {
  if (items < 2) return notDefined('An interval needs judgments on at least two prompts.')
  const share = (1 - tieRate) / 2
  return defined(tQuantile(0.975, items - 1) * Math.sqrt((share * (1 - share)) / effective))
}

/** How often each verdict is given, and how far two of them agree. */
type Said = { shares: readonly number[]; similarity: Similarity }

/** Wins, ties and losses of systems that win as often as each other. */
export function evenVerdicts(tieRate: number): Said {
  return { shares: [(1 - tieRate) / 2, tieRate, (1 - tieRate) / 2], similarity: tieDiscounted }
}

/** Agreement to be expected on the shared set, with its 95 % half-width: see `plannedAgreement`. */
export function sharedAgreement(design: StudyInput, plan: PlannedJudgments, said: Said): Estimate<PlannedAgreement> {
  const { correlation } = design.planning
  if (plan.sharedItems === 0) return notDefined('There is no shared set.')
  const raters = sharedRaters(design)
  if (!raters.defined) return raters
  if (raters.value < 2) return notDefined('Agreement needs two annotators who judge the shared set.')
  return defined(plannedAgreement({ items: plan.sharedItems, raters: raters.value, ...said, correlation }))
}

/** Power of the sign test by the true split of decided judgments, with as many judgments as the effective ones. */
export function powerCurve({ effective }: Evidence, tieRate: number): (split: number) => number {
  return signTestCurve(Math.floor(effective), tieRate)
}

/** The smallest split of decided judgments found with 80 % power. */
export function detectable(evidence: Evidence, tieRate: number): Estimate<number> {
  const split = detectableSplit(powerCurve(evidence, tieRate))
  return split === null ? notDefined('Too few judgments to find any difference with 80% power.') : defined(split)
}

/** Annotators who judge every shared item. */
function sharedRaters({ groups, sharedItems }: StudyInput): Estimate<number> {
  return sharedItems === 0 ? defined(0) : placesOf(groups.filter(({ judgesShared }) => judgesShared))
}

/** Judgments of a shared item that groups keep which do not judge the shared set. */
function keptBesideShared({ groups }: StudyInput): number {
  return sum(groups.filter(({ judgesShared }) => !judgesShared).map(({ overlap }) => overlap))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
