import { type MeanByCluster, meanByCluster } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import {
  differingOrdersTie,
  firstPositionScore,
  type OrderRule,
  orderAveraged,
  orderConsistency,
  orderScore,
  sumOfSigns,
} from '@/lib/stats/judge/order-consistency'
import { type OrderKind, type OrderPair, orderPairs } from '@/lib/stats/judge/order-pairs'
import { type RetestAgreement, retestAgreement } from '@/lib/stats/judge/retest-agreement'
import { selfPreference } from '@/lib/stats/judge/self-preference'
import { countLengths, longerRate, longerTotals } from '@/lib/stats/length-preference'
import { bias, shown } from './bias'
import { withLimits } from './ratings'
import { countScores, type Study } from './study'
import type { Args, Compute, Family } from './types'

/** The study with the verdicts of some annotators only. */
function verdictsOf(study: Study, ids: readonly (string | undefined)[]): Study {
  const kept = new Set(ids.map((id) => study.annotators.findIndex((one) => one.id === id)))
  return { ...study, judgments: study.judgments.filter(({ annotator }) => kept.has(annotator)) }
}

/** Number of an item: its prompt and pair. */
const itemOf = ({ systems }: Study, { prompt, low, high }: { prompt: number; low: number; high: number }) =>
  (prompt * systems.length + low) * systems.length + high

function ordered(study: Study, { judge, pair }: Args) {
  const numbers = pair?.map((name) => study.systems.indexOf(name)).sort((a, b) => a - b)
  return verdictsOf(study, [judge])
    .judgments.filter(({ low, high }) => !numbers || (low === numbers[0] && high === numbers[1]))
    .map((one) => ({ item: itemOf(study, one), prompt: one.prompt, swapped: one.first !== one.low, score: one.score }))
}

function meanWithLimits(mean: Estimate<MeanByCluster>) {
  const found = valueOrNull(mean)
  return withLimits(found?.mean, found?.interval)
}

const KINDS: readonly OrderKind[] = ['consistent', 'firstTwice', 'secondTwice', 'oneTie']

function kind(name: OrderKind): Compute {
  return (study, args) => {
    const share = orderConsistency(orderPairs(ordered(study, args)))[name]
    return withLimits(share?.share, share?.clustered)
  }
}

function ruleOf(name: string, rule: OrderRule): Family {
  const pairs = (study: Study, args: Args) => orderPairs(ordered(study, args))
  return {
    [`${name}_score_ci_cluster_t`]: (study, args) => meanWithLimits(orderScore(pairs(study, args), rule)),
    [`${name}_counts`]: (study, args) => {
      const scores = pairs(study, args).map(({ forward, backward }) => ({ score: rule(forward, backward) }))
      const { wins, ties, losses } = countScores(scores)
      return [wins, ties, losses]
    },
  }
}

function retest(pick: (found: RetestAgreement) => MeanByCluster) {
  const of = (study: Study, args: Args) => mapEstimate(retestAgreement(ordered(study, args)), pick)
  return {
    mean: (study: Study, args: Args) => mapEstimate(of(study, args), ({ mean }) => mean),
    limits: (study: Study, args: Args) => meanWithLimits(of(study, args)),
  }
}
const exact = retest((found) => found.exact)
const discounted = retest((found) => found.tieDiscounted)

function ofJudge(stat: string): Compute {
  return (study, args, cases) => bias[stat]?.(verdictsOf(study, [args.judge]), args, cases)
}

/** Items of a system that the judge saw in both orders and people judged, seen from the system. */
function preferred(study: Study, args: Args) {
  const system = study.systems.indexOf(args.system ?? '')
  const people = new Map<number, { n: number; total: number }>()
  for (const one of verdictsOf(study, args.humans ?? []).judgments) {
    const known = people.get(itemOf(study, one)) ?? { n: 0, total: 0 }
    people.set(itemOf(study, one), {
      n: known.n + 1,
      total: known.total + (one.low === system ? one.score : 1 - one.score),
    })
  }
  const lows = new Map(study.judgments.map((one) => [itemOf(study, one), one]))
  const items = orderPairs(ordered(study, { judge: args.judge ?? '' })).flatMap((pair: OrderPair) => {
    const { low, high } = lows.get(pair.item) ?? { low: -1, high: -1 }
    if (low !== system && high !== system) return []
    const score = orderAveraged(pair.forward, pair.backward)
    const human = people.get(pair.item) ?? { n: 0, total: 0 }
    return [{ prompt: pair.prompt, judge: low === system ? score : 1 - score, human }]
  })
  return selfPreference(items)
}

/** What language models are worth as judges: orders, repeats, lengths, themselves. */
export const judge: Family = {
  order_pairs_consistent_firsttwice_secondtwice_onetie: (study, args) => {
    const found = orderConsistency(orderPairs(ordered(study, args)))
    return KINDS.map((name) => found[name]?.count ?? 0)
  },
  order_pairs_wilson: (study, args) => {
    const found = orderConsistency(orderPairs(ordered(study, args)))
    return KINDS.map((name) => found[name]?.interval ?? null)
  },
  order_consistent_share_ci_cluster_t: kind('consistent'),
  order_first_twice_share_ci_cluster_t: kind('firstTwice'),
  order_second_twice_share_ci_cluster_t: kind('secondTwice'),
  order_one_tie_share_ci_cluster_t: kind('oneTie'),
  first_score_both_orders_ci_cluster_t: (study, args) =>
    meanWithLimits(firstPositionScore(orderPairs(ordered(study, args)))),
  ...ruleOf('order_averaged', orderAveraged),
  ...ruleOf('differing_orders_tie', differingOrdersTie),
  ...ruleOf('sum_of_signs', sumOfSigns),
  davidson_position_gamma: ofJudge('davidson_position_gamma'),
  davidson_position_loglik: ofJudge('davidson_position_loglik'),
  test_retest_cells_pairs: (study, args) => {
    const found = retestAgreement(ordered(study, args))
    return found.defined ? [found.value.cells, found.value.pairs] : [0, 0]
  },
  test_retest_exact: exact.mean,
  test_retest_exact_ci_cluster_t: exact.limits,
  test_retest_tda: discounted.mean,
  test_retest_tda_ci_cluster_t: discounted.limits,
  longer_shorter_counts: (study, args) => {
    const { longer, shorter } = countLengths(shown(verdictsOf(study, [args.judge])))
    return [longer, shorter]
  },
  longer_rate_wilson: (study, args) =>
    mapEstimate(longerRate(countLengths(shown(verdictsOf(study, [args.judge])))), ({ interval }) => interval),
  longer_score_ci_cluster_t: (study, args) =>
    meanWithLimits(meanByCluster(longerTotals(shown(verdictsOf(study, [args.judge]))))),
  self_preference_judge_human_n: (study, args) => {
    const found = valueOrNull(preferred(study, args))
    return [found?.judge, found?.human, found?.difference.n ?? 0]
  },
  self_preference_ci_cluster_t: (study, args) =>
    meanWithLimits(mapEstimate(preferred(study, args), ({ difference }) => difference)),
}
