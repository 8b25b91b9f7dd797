import type { Outcomes } from '@/lib/stats/score'

/**
 * Which judgment counts where an item has several: a named rule, stated under every figure and in every file.
 *
 * - `all`: every judgment counts. `earliest`: of each group, the first judgment of an item.
 * - `majority`: one verdict per group and item, the most frequent one; where two are equally frequent, a tie: so a win
 *   and a tie are a tie. `signs`: the sign of wins − losses instead: a win and a tie are a win.
 * - `order-averaged`: one verdict per annotator and item. Seen in both orders, it is the sign of the mean of the two
 *   orders' mean scores, so a verdict that follows the side becomes a tie; seen in one, it is the sign of its mean.
 *   `order-ties`: the same verdict in both orders, else a tie, as FastChat has it. Under these two, planned repeats of
 *   people are second orders, and count; under the other rules they do not.
 *
 * A model that sees items in both orders has a slot for each: under `all`, either verdict weighs one half of an item. What
 * it is asked again in the same order counts under no rule.
 */
export const COUNTING_RULES = {
  all: { label: 'All judgments', caption: 'every judgment counts' },
  earliest: { label: 'Earliest judgment', caption: 'of each group, the earliest judgment of an item counts' },
  majority: {
    label: 'Majority',
    caption:
      'each group’s judgments of an item give one verdict, the most frequent one; a tie where two are equally frequent, as a win and a tie',
  },
  signs: {
    label: 'Sum of signs',
    caption:
      'each group’s judgments of an item give one verdict, a win with more wins than losses, a tie with as many; a win and a tie are a win',
  },
  'order-averaged': {
    label: 'Both orders averaged',
    caption:
      'an annotator’s judgments of an item in both orders, planned repeats among them, give one verdict, a tie where the orders contradict; a win and a tie are a win',
  },
  'order-ties': {
    label: 'Differing orders are ties',
    caption:
      'an annotator’s judgments of an item in both orders, planned repeats among them, give one verdict, a tie where they differ',
  },
} as const

export type CountingRule = keyof typeof COUNTING_RULES

/** The rule of this name, or `all`. */
export function toCountingRule(name: unknown): CountingRule {
  return typeof name === 'string' && Object.hasOwn(COUNTING_RULES, name) ? (name as CountingRule) : 'all'
}

/** Whether planned repeats of people count: as the second order, where orders give one verdict. */
export function countsRepeats(rule: CountingRule): boolean {
  return rule === 'order-averaged' || rule === 'order-ties'
}

/** The one verdict of several by majority: the most frequent outcome, a tie where two are equally frequent. */
export function majorityOf({ wins, ties, losses }: Outcomes): Outcomes {
  return verdict(wins > ties && wins > losses ? 1 : losses > ties && losses > wins ? -1 : 0)
}

/** The one verdict of several by the sum of their signs. */
export function netOf({ wins, losses }: Outcomes): Outcomes {
  return verdict(wins - losses)
}

/**
 * The one verdict of an annotator on an item from the orders in which they saw it; exact, without fractions. Orders can be
 * averaged where both are known of all judgments; else it is the sign of the mean of all.
 */
export function orderAverageOf(left: Outcomes, right: Outcomes, unknown: Outcomes): Outcomes {
  const size = ({ wins, ties, losses }: Outcomes) => wins + ties + losses
  const net = ({ wins, losses }: Outcomes) => wins - losses
  const both = size(left) > 0 && size(right) > 0 && size(unknown) === 0
  return verdict(both ? net(left) * size(right) + net(right) * size(left) : net(left) + net(right) + net(unknown))
}

/** The one verdict of an annotator on an item: what all their judgments of it say, a tie where they differ. */
export function orderTieOf(...orders: readonly Outcomes[]): Outcomes {
  const [wins, ties, losses] = (['wins', 'ties', 'losses'] as const).map((outcome) =>
    orders.some((order) => order[outcome] > 0),
  )
  return verdict(ties || wins === losses ? 0 : wins ? 1 : -1)
}

function verdict(sign: number): Outcomes {
  return { wins: sign > 0 ? 1 : 0, ties: sign === 0 ? 1 : 0, losses: sign < 0 ? 1 : 0 }
}
