import { type Comparisons, pairsOf } from '@/lib/protocols/comparison/design'
import type { Preregistration } from './preregistration'

/** What of a design a plan could contradict. */
type Planned = {
  preregistration: Preregistration | null
  protocol: 'COMPARISON' | 'RATING'
  criteria: readonly unknown[]
  comparisons?: Comparisons | undefined
  rated?: { systemIds: readonly string[] } | undefined
  known: readonly { kind: string }[]
  identicalChecks?: number | undefined
  models: readonly { models: readonly { orders: 'BOTH' | 'ONE' }[] }[]
  repeatShare: number
  cap: number | null
  looks: 'CLOSING' | 'ANYTIME'
}

type Refuse = (path: (string | number)[], message: string) => void

/** Refuses a plan that its design contradicts, each time at the field of the plan. */
export function checkPreregistration(design: Planned, refuse: Refuse): void {
  const plan = design.preregistration
  if (!plan) return
  const at: Refuse = (path, message) => refuse(['preregistration', ...path], message)
  checkHypotheses(plan, design, at)
  checkMargin(plan, design, at)
  checkCounting(plan, design, at)
  checkExclusions(plan, design, at)
  if (plan.stopping.when === 'ANYTIME' && design.looks === 'CLOSING')
    at(['stopping'], 'The design shows outcomes only when the study is closed: nobody could see when to stop.')
}

function checkHypotheses({ hypotheses, primary }: Preregistration, design: Planned, refuse: Refuse): void {
  if (primary >= hypotheses.length) refuse(['primary'], 'Choose one of the hypotheses.')
  const seen = new Set<string>()
  for (const [index, { criterion, a, b }] of hypotheses.entries()) {
    const at = (field: string, message: string) => refuse(['hypotheses', index, field], message)
    if (criterion >= design.criteria.length) at('criterion', 'The study has no such question.')
    if (a === b) at('b', 'Choose another system: one cannot stand beside itself.')
    else if (!isStudied(design, a, b)) at('b', 'The study does not put these two beside each other.')
    const key = [criterion, ...[a, b].sort()].join()
    if (seen.has(key)) at('b', 'Another hypothesis is about the same two systems and the same question.')
    seen.add(key)
  }
}

function isStudied({ comparisons, rated }: Planned, a: string, b: string): boolean {
  if (!comparisons) return [a, b].every((id) => rated?.systemIds.includes(id))
  return pairsOf(comparisons).some((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
}

function checkMargin({ hypotheses, margin }: Preregistration, { protocol }: Planned, refuse: Refuse): void {
  const isSpokenOf = hypotheses.some(({ direction }) => direction === 'EQUAL' || direction === 'NOT_WORSE')
  if (isSpokenOf && margin === null) refuse(['margin'], 'A hypothesis speaks of a margin: say how large it is.')
  if (!isSpokenOf && margin !== null) refuse(['margin'], 'No hypothesis speaks of a margin: leave it empty.')
  if (protocol === 'COMPARISON' && margin !== null && margin > 0.5)
    refuse(['margin'], 'A score lies between 0 and 1, and even is 0.5: the margin is at most 0.5.')
}

function checkCounting({ ties, rule }: Preregistration, design: Planned, refuse: Refuse): void {
  if (design.protocol === 'RATING') {
    if (ties !== null) refuse(['ties'], 'Ratings know no ties.')
    if (rule !== 'all') refuse(['rule'], 'Of ratings every one counts.')
    return
  }
  if (ties === null) refuse(['ties'], 'Choose what becomes of ties.')
  const hasBothOrders =
    design.repeatShare > 0 || design.models.some(({ models }) => models.some(({ orders }) => orders === 'BOTH'))
  if (rule.startsWith('order-') && !hasBothOrders)
    refuse(['rule'], 'Nobody sees a pair in both orders: plan repeats, or choose another rule.')
}

function checkExclusions({ exclusions }: Preregistration, design: Planned, refuse: Refuse): void {
  const { goldMissed, checksFailed, judgments } = exclusions
  const at = (field: string, message: string) => refuse(['exclusions', field], message)
  if (goldMissed !== null && !design.known.some(({ kind }) => kind === 'GOLD'))
    at('goldMissed', 'The study has no gold items.')
  if (checksFailed !== null && !design.identicalChecks) at('checksFailed', 'The study has no check items.')
  if (judgments !== null && design.cap !== null && judgments > design.cap)
    at('judgments', 'Nobody may judge as many: everybody would be left out.')
}
