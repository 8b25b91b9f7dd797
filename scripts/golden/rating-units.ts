import { benjaminiYekutieliAdjusted } from '@/lib/stats/adjust-p-values'
import { identityWeights, linearWeights, quadraticWeights } from '@/lib/stats/agreement-weights'
import { chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { kaplanMeier, survivalAt } from '@/lib/stats/conversation/kaplan-meier'
import { mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { differingOrdersTie, type OrderRule, orderAveraged, sumOfSigns } from '@/lib/stats/judge/order-consistency'
import { orderKind } from '@/lib/stats/judge/order-pairs'
import { type AlphaLevel, krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { equivalenceTest } from '@/lib/stats/parity/equivalence-test'
import { predictionPoweredMean } from '@/lib/stats/prediction-powered/prediction-powered-mean'
import { independentPredictions } from '@/lib/stats/prediction-powered/predictions'
import { kendallTauB, spearmanCorrelation } from '@/lib/stats/rank/rank-correlation'
import { signedRankTest } from '@/lib/stats/rank/signed-rank-test'
import { intraclassCorrelation } from '@/lib/stats/rating/intraclass-correlation'
import { superiority } from '@/lib/stats/rating/superiority'
import { countCategories } from '@/lib/stats/ratings'
import { shareOf } from '@/lib/stats/shares'
import { signTest } from '@/lib/stats/sign-test'
import { withLimits } from './ratings'

type UnitArgs = {
  table: number[][]
  weights: keyof typeof WEIGHTS
  ratings: number[][]
  options: (number | null)[][]
  scores: number[]
  level: AlphaLevel
  q: number
  times: number[]
  events: number[]
  t: number
  differences: number[]
  x: number[]
  y: number[]
  n10: number
  n01: number
  p: number[]
  mean: number
  se: number | null
  df: number
  margin: number
  f: number[]
  f_unlabelled: number[]
  counts: number[]
}

const WEIGHTS = { nominal: identityWeights, linear: linearWeights, quadratic: quadraticWeights }

function countsOf(rows: (number | null)[][], categories: number): number[][] {
  const items = rows.map((row) =>
    row.flatMap((category, annotator) => (category === null ? [] : [{ annotator, category }])),
  )
  return countCategories(items, categories)
}

/** How often each distinct value occurs in either list, ascending. */
function countValues(x: number[], y: number[]): [number[], number[]] {
  const values = [...new Set([...x, ...y])].sort((a, b) => a - b)
  const count = (list: number[]) => values.map((value) => list.filter((one) => one === value).length)
  return [count(x), count(y)]
}

/** Verdicts A, T, B with i shown first against the same with j shown first, both as the score of i. */
const CHOICES = [1, 0.5, 0]
function ordersTable(rule: OrderRule): number[][] {
  return CHOICES.map((forward) => CHOICES.map((shown) => rule(forward, 1 - shown)))
}
const KIND_CODES = { consistent: 0, firstTwice: 1, secondTwice: 2, oneTie: 3 }

const correlation = (ratings: number[][]) => valueOrNull(intraclassCorrelation(ratings))

/** Statistics of ratings, judges and parity that need no study. */
export const RATING_UNITS: Record<string, (args: UnitArgs) => unknown> = {
  cohen_kappa_table: ({ table, weights }) =>
    mapEstimate(cohenKappa(table, WEIGHTS[weights](table.length)), ({ kappa }) => kappa),
  icc_2_1: ({ ratings }) => correlation(ratings)?.single?.value,
  icc_2_k: ({ ratings }) => correlation(ratings)?.average?.value,
  icc_2_1_ci: ({ ratings }) => correlation(ratings)?.single?.interval,
  icc_2_k_ci: ({ ratings }) => correlation(ratings)?.average?.interval,
  krippendorff: ({ options, scores, level }) => krippendorffAlpha(countsOf(options, scores.length), level, scores),
  gwet_ac: ({ options, q, weights }) =>
    mapEstimate(
      chanceCorrectedAgreement(countsOf(options, q), 'gwet', WEIGHTS[weights](q)),
      ({ coefficient }) => coefficient,
    ),
  kaplan_meier: ({ times, events, t }) => {
    const cases = times.map((time, k) => ({ time, failed: events[k] === 1 }))
    return mapEstimate(kaplanMeier(cases), (steps) => {
      const { survival, se, plain, logLog } = survivalAt(steps, t)
      return { survival, greenwood_se: se, ci_plain: plain, ci_loglog: logLog }
    })
  },
  wilcoxon_signed_rank: ({ differences }) =>
    mapEstimate(signedRankTest(differences), ({ positive, n, exact, normal, corrected, pratt }) => ({
      w_plus: positive,
      n_nonzero: n,
      p_exact: exact,
      p_normal: normal,
      p_normal_cc: corrected,
      p_pratt_normal: pratt,
    })),
  superiority: ({ x, y }) =>
    mapEstimate(superiority(...countValues(x, y)), ({ superiority: found, mannWhitneyP, brunnerMunzel: test }) => ({
      superiority: found,
      mann_whitney_p: mannWhitneyP,
      brunner_munzel: test && { se: test.se, df: test.df, p: test.p, ci: test.interval },
    })),
  mcnemar_exact_p: ({ n10, n01 }) => signTest(n10, n01).exact,
  benjamini_yekutieli_adjusted: ({ p }) => benjaminiYekutieliAdjusted(p),
  kendall_tau_b: ({ x, y }) => kendallTauB(x, y),
  spearman: ({ x, y }) => spearmanCorrelation(x, y),
  tost: ({ mean, se, df, margin }) => {
    if (se === null) return null
    const { pLower, pUpper, p, interval90 } = equivalenceTest({ mean, se, df }, margin)
    return { p_lower: pLower, p_upper: pUpper, p_tost: p, ci90: interval90 }
  },
  ppi_iid_lambda1: ({ y, f, f_unlabelled: rest }) => {
    const prompts = (rows: number[]) => rows.map((_, k) => k)
    const of = independentPredictions(
      { human: y, judge: f, prompt: prompts(y) },
      { judge: rest, prompt: prompts(rest) },
    )
    return mapEstimate(predictionPoweredMean(of, 1), ({ estimate, se, interval }) => [
      estimate,
      se,
      ...(interval ?? [null, null]),
    ])
  },
  order_kind_table: () =>
    CHOICES.map((forward) => CHOICES.map((shown) => KIND_CODES[orderKind({ forward, backward: 1 - shown })])),
  differing_orders_tie_table: () => ordersTable(differingOrdersTie),
  sum_of_signs_table: () => ordersTable(sumOfSigns),
  order_averaged_table: () => ordersTable(orderAveraged),
  lima_shares_wilson: ({ counts }) => {
    const n = counts.reduce((sum, count) => sum + count, 0)
    return counts.map((count) => {
      const share = shareOf(count, n)
      return withLimits(share?.share, share?.interval)
    })
  },
}
