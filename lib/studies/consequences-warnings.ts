import type { PlannedJudgments } from '@/lib/counts/planned'
import type { Answered } from '@/lib/designs/design-choices'
import type { RatingDesign, StudyInput } from '@/lib/designs/schema'
import type { Estimate } from '@/lib/stats/estimate'
import type { Evidence } from './consequences-precision'

/** What would keep a design from being filled, in sentences. */
export function warningsOf(
  { cap, overlap, groups }: StudyInput,
  { annotators, known, items, sharedItems }: PlannedJudgments,
): string[] {
  const warnings = []
  if (annotators.defined && cap !== null && annotators.value * cap < known)
    warnings.push(
      `At most ${cap.toLocaleString('en')} judgments from each of ${annotators.value} annotators make ${(annotators.value * cap).toLocaleString('en')}, fewer than the design asks for.`,
    )
  for (const { name, places, overlap: kept } of groups)
    if (places !== null && places < kept)
      warnings.push(`${name} has ${places} places, but ${kept} judgments of each item are kept for it.`)
  if (annotators.defined && annotators.value < overlap && items > sharedItems)
    warnings.push(`${overlap} judgments of each item need ${overlap} annotators; there are ${annotators.value} places.`)
  return warnings
}

/** With fewer prompts an interval by prompt is rough. */
const FEW_PROMPTS = 10

/** What would keep a design of ratings from opening, or its numbers from meaning much. */
export function ratingWarnings(
  { rated, criteria }: RatingDesign,
  answered: Readonly<Record<string, Answered>>,
  evidence: Estimate<Evidence>,
): string[] {
  const warnings = []
  const systems = rated.systemIds.flatMap((id) => answered[id] ?? [])
  for (const { name, samples } of systems)
    if (samples < rated.samples)
      warnings.push(
        `${name} has ${samples === 1 ? 'one response' : `at most ${samples} responses`} to a prompt; the design rates ${rated.samples}.`,
      )
  if (rated.systemIds.length === 1)
    warnings.push('One system is rated: its shares and means stand for themselves, and there is no difference to find.')
  if (evidence.defined && evidence.value.items > 0 && evidence.value.items < FEW_PROMPTS)
    warnings.push(`With fewer than ${FEW_PROMPTS} prompts a system, intervals are rough.`)
  const perTurn = criteria.filter(({ unit }) => unit === 'TURN').map(({ question }) => `“${question}”`)
  if (perTurn.length > 0 && systems.length > 0 && systems.every(({ turns }) => turns <= 1))
    warnings.push(
      `${perTurn.join(' and ')} ${perTurn.length === 1 ? 'is' : 'are'} asked of each turn, and the responses have one: a rating of the turn is one of the whole.`,
    )
  return warnings
}

/** The fields whose numbers are missing or impossible while somebody types; nothing can be computed until they are there. */
export function unreadable(design: StudyInput): string[] {
  const { overlap, sharedItems, repeatShare, identicalChecks, rated, sample, cap, groups, planning } = design
  const isCount = (n: number | null) => n === null || (Number.isInteger(n) && n >= 0)
  const isShare = (n: number) => n >= 0 && n < 1
  const checks: [string, boolean][] = [
    ['judgments per item', isCount(overlap)],
    ['shared items', isCount(sharedItems)],
    ['repeats', isShare(repeatShare)],
    ['check items', isCount(identicalChecks ?? 0)],
    ['responses of a system to a prompt', rated === undefined || (isCount(rated.samples) && rated.samples > 0)],
    ['scores', design.protocol !== 'RATING' || design.criteria.every(hasScores)],
    ['the sample', isCount(sample)],
    ['the most per annotator', isCount(cap)],
    ['places', groups.every(({ places }) => isCount(places))],
    ['judgments kept for a group', groups.every((group) => isCount(group.overlap))],
    ['seconds', planning.seconds > 0],
    ['pay', planning.hourlyPay === null || planning.hourlyPay >= 0],
    ['the tie rate', isShare(planning.tieRate)],
    ['the correlation', isShare(planning.correlation)],
  ]
  return checks.filter(([, isFine]) => !isFine).map(([field]) => field)
}

function hasScores({ options }: RatingDesign['criteria'][number]): boolean {
  return options.every(({ score }) => Number.isFinite(score))
}
