/**
 * Which judgment counts where an item has several: a named rule, stated under every figure and in every file.
 *
 * - `all`: every judgment counts. `earliest`: of each group, the first judgment of an item.
 * - `majority`: one verdict per group and item, the most frequent one; where two are equally frequent, a tie.
 * - `order-averaged`: one verdict per annotator and item. Seen in both orders, it is the sign of the mean of the two
 *   orders' mean scores, so a verdict that follows the side becomes a tie; seen in one, it is the sign of its mean.
 */
export const COUNTING_RULES = {
  all: { label: 'All judgments', caption: 'every judgment counts' },
  earliest: { label: 'Earliest judgment', caption: 'of each group, the earliest judgment of an item counts' },
  majority: {
    label: 'Majority',
    caption: 'each group’s judgments of an item give one verdict, the most frequent one, or a tie where there is none',
  },
  'order-averaged': {
    label: 'Both orders averaged',
    caption: 'an annotator’s judgments of an item in both orders give one verdict, a tie where the orders contradict',
  },
} as const

export type CountingRule = keyof typeof COUNTING_RULES

/** The rule of this name, or `all`. */
export function toCountingRule(name: unknown): CountingRule {
  return typeof name === 'string' && Object.hasOwn(COUNTING_RULES, name) ? (name as CountingRule) : 'all'
}

/** How often an item was won, tied and lost by its first system. */
export type Outcomes = { wins: number; ties: number; losses: number }

/** The one verdict of several by majority: the most frequent outcome, a tie where two are equally frequent. */
export function majorityOf({ wins, ties, losses }: Outcomes): Outcomes {
  return verdict(wins > ties && wins > losses ? 1 : losses > ties && losses > wins ? -1 : 0)
}

/** The one verdict of an annotator on an item from the orders in which they saw it; exact, without fractions. */
export function orderAverageOf(left: Outcomes, right: Outcomes): Outcomes {
  const size = ({ wins, ties, losses }: Outcomes) => wins + ties + losses
  const net = ({ wins, losses }: Outcomes) => wins - losses
  const both = size(left) > 0 && size(right) > 0
  return verdict(both ? net(left) * size(right) + net(right) * size(left) : net(left) + net(right))
}

function verdict(sign: number): Outcomes {
  return { wins: sign > 0 ? 1 : 0, ties: sign === 0 ? 1 : 0, losses: sign < 0 ? 1 : 0 }
}
