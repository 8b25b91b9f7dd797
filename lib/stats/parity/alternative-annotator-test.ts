import { benjaminiYekutieliAdjusted } from '../adjust-p-values'
import { exactMatch, tieDiscounted } from '../agreement-weights'
import { meanOfValues } from '../clustered-mean'
import type { RatedItem } from '../ratings'
import { tTail } from '../student-t'

/** How near an annotation comes to those of others: share equal, mean tie-discounted agreement, minus root mean square. */
export type NearnessScore = (own: number, others: readonly number[]) => number

/** Share of others who say the same. */
export const shareEqual: NearnessScore = (own, others) => meanOf(others, (other) => exactMatch(own, other))

/** Mean tie-discounted agreement with others: for verdicts 0, 1, 2. */
export const meanTieDiscounted: NearnessScore = (own, others) => meanOf(others, (other) => tieDiscounted(own, other))

/** Minus the root mean squared difference from others, verdicts on the scale from 0 to 1. */
export const minusRootMeanSquare: NearnessScore = (own, others) =>
  -Math.sqrt(meanOf(others, (other) => ((own - other) / 2) ** 2))

/** One person's part: items, share of them on which judge and person come at least as near to the others, and the test. */
export type TestedAnnotator = {
  annotator: number
  items: number
  /** share of items on which the judge comes at least as near */
  judge: number
  /** share of items on which the person does */
  human: number
  /** human less judge: below ε when the judge may take the person's place */
  difference: number
  p: number
  pAdjusted: number
  replaceable: boolean
}

/** ω, the share of people the judge may replace, and ρ, how often it comes at least as near; null when nobody is tested. */
export type AlternativeAnnotatorTest = {
  annotators: TestedAnnotator[]
  winningRate: number | null
  advantageProbability: number | null
}

/** `epsilon` is what a person's cost is worth in probability: .2 for experts, .15 skilled, .1 crowd, in the paper. */
export type AlternativeAnnotatorOptions = {
  epsilon: number
  score?: NearnessScore
  rate?: number
  leastPeople?: number
  leastItems?: number
}

/**
 * Alternative annotator test: may a judge stand in for one of the people? Each person in turn is set aside, and on each
 * item judge and person are compared by how near they come to the other people. H1: the person is nearer by less than ε;
 * one-sided t-test, p-values adjusted after Benjamini and Yekutieli at `rate`. ω ≥ ½ is the paper's "yes". Items are taken
 * for independent, as in the paper: with several of a prompt the p-values are too small.
 *
 * @param items each annotator's rating of each
 * @param people who counts as a person, by annotator number
 * @throws RangeError on an epsilon that is not finite
 * @see Calderon, Reichart & Dror (2025) The Alternative Annotator Test, arXiv 2501.10970
 */
export function alternativeAnnotatorTest(
  items: readonly RatedItem[],
  judge: number,
  people: (annotator: number) => boolean,
  { epsilon, score = shareEqual, rate = 0.05, leastPeople = 2, leastItems = 30 }: AlternativeAnnotatorOptions,
): AlternativeAnnotatorTest {
  if (!Number.isFinite(epsilon))
    throw new RangeError(`alternativeAnnotatorTest requires a finite epsilon, got ${epsilon}`)
  const wins = new Map<number, { judge: number; human: number; differences: number[] }>()
  for (const item of items) {
    const own = item.find(({ annotator }) => annotator === judge)?.category
    const persons = item.filter(({ annotator }) => annotator !== judge && people(annotator))
    if (own === undefined || persons.length < Math.max(2, leastPeople)) continue
    for (const { annotator, category } of persons) {
      const others = persons.filter((other) => other.annotator !== annotator).map((other) => other.category)
      const [ofJudge, ofHuman] = [score(own, others), score(category, others)]
      // Equal scores may come out of different sums a rounding apart.
      const judgeWins = ofJudge >= ofHuman - 1e-12 ? 1 : 0
      const humanWins = ofHuman >= ofJudge - 1e-12 ? 1 : 0
      const known = wins.get(annotator) ?? { judge: 0, human: 0, differences: [] }
      wins.set(annotator, known)
      known.judge += judgeWins
      known.human += humanWins
      known.differences.push(humanWins - judgeWins)
    }
  }
  const tested = [...wins].filter(([, { differences }]) => differences.length >= leastItems).sort(([a], [b]) => a - b)
  const p = tested.map(([, { differences }]) => pBelow(differences, epsilon))
  const adjusted = benjaminiYekutieliAdjusted(p)
  const annotators = tested.map(([annotator, { judge: nearer, human, differences }], k) => ({
    annotator,
    items: differences.length,
    judge: nearer / differences.length,
    human: human / differences.length,
    difference: (human - nearer) / differences.length,
    p: p[k] as number,
    pAdjusted: adjusted[k] as number,
    replaceable: (adjusted[k] as number) <= rate,
  }))
  if (annotators.length === 0) return { annotators, winningRate: null, advantageProbability: null }
  return {
    annotators,
    winningRate: meanOf(annotators, ({ replaceable }) => (replaceable ? 1 : 0)),
    advantageProbability: meanOf(annotators, (one) => one.judge),
  }
}

/** One-sided p-value that the mean of the differences is not below ε; 0 or 1 when they are all equal. */
function pBelow(differences: readonly number[], epsilon: number): number {
  const found = meanOfValues(differences)
  if (!found.defined) return 1
  const { mean, se } = found.value
  return se === null ? (mean < epsilon ? 0 : 1) : tTail((epsilon - mean) / se, differences.length - 1)
}

function meanOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0) / values.length
}
