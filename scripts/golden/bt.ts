import { mapEstimate, notDefined } from '@/lib/stats/estimate'
import { fitPairModel, type PairFit } from '@/lib/stats/fit-pair-model'
import { onlineElo } from '@/lib/stats/online-elo'
import { type CovarianceKind, pairCovariance, standardErrors } from '@/lib/stats/pair-covariance'
import { comparedGroups, pairModelExistence, rankedGroups } from '@/lib/stats/pair-existence'
import { davidson, type PairModel, raoKupper, tiesAsHalf } from '@/lib/stats/pair-model'
import { pairProbabilities } from '@/lib/stats/pair-probabilities'
import { countPairRows, type PairRows } from '@/lib/stats/pair-rows'
import { strengthScale } from '@/lib/stats/strength-scale'
import { perStudy } from './per-study'
import { inOrder, type Study } from './study'
import type { Compute, Family } from './types'

/** The judgments of a study counted by prompt and pair, lower system first. */
const rowsOf = perStudy((study) => {
  const judgments = study.judgments.map(({ low, high, score, prompt }) => ({
    first: low,
    second: high,
    score,
    cluster: prompt,
  }))
  return countPairRows(judgments, study.systems.length)
})

const fits = new Map(
  [tiesAsHalf, davidson, raoKupper].map((model) => [model, perStudy((study) => fitPairModel(model, rowsOf(study)))]),
)

function fitted(model: PairModel, pick: (fit: PairFit, rows: PairRows) => unknown): Compute {
  return (study) =>
    mapEstimate(fits.get(model)?.(study) ?? notDefined('No such model.'), (fit) => pick(fit, rowsOf(study)))
}

/** One number or interval of each system. */
function bySystem(model: PairModel, pick: (fit: PairFit, rows: PairRows) => ArrayLike<unknown>): Compute {
  return (study, args, cases) =>
    fitted(model, (fit, rows) => inOrder(study, args.systems, pick(fit, rows)))(study, args, cases)
}

function errors(model: PairModel, kind: CovarianceKind): Compute {
  return bySystem(model, (fit, rows) => standardErrors(pairCovariance(fit, rows, kind)))
}

/** Standard error of the parameter for ties: the last. */
function tieError(model: PairModel): Compute {
  return fitted(model, (fit, rows) => standardErrors(pairCovariance(fit, rows, 'model')).at(-1))
}

function strengths(model: PairModel, anchor: 'mean' | number, pick: 'strength' | 'se' | 'interval'): Compute {
  return bySystem(model, (fit, rows) =>
    strengthScale(fit.theta, pairCovariance(fit, rows, 'judgment'), anchor).map((one) => one[pick]),
  )
}

/** Groups of systems by name, in the order of their first: which come before others is not compared. */
function named(study: Study, groups: number[][]): string[][] {
  const sorted = [...groups].sort(([a = 0], [b = 0]) => a - b)
  return sorted.map((group) => group.map((system) => study.systems[system] ?? ''))
}

/** Rating models and when they have an answer. */
export const bt: Family = {
  components_weak: (study) => named(study, comparedGroups(rowsOf(study))),
  components_strong: (study) => named(study, rankedGroups(rowsOf(study))),
  mle_exists_ties_half: (study) => pairModelExistence(rowsOf(study), false).exists,
  mle_exists_davidson_rao_kupper: (study) => pairModelExistence(rowsOf(study), true).exists,
  theta_ties_half: bySystem(tiesAsHalf, ({ theta }) => theta),
  theta_davidson: bySystem(davidson, ({ theta }) => theta),
  theta_rao_kupper: bySystem(raoKupper, ({ theta }) => theta),
  log_nu_davidson: fitted(davidson, ({ tie }) => tie),
  eta_rao_kupper: fitted(raoKupper, ({ tie }) => tie),
  loglik_ties_half: fitted(tiesAsHalf, ({ logLikelihood }) => logLikelihood),
  loglik_davidson: fitted(davidson, ({ logLikelihood }) => logLikelihood),
  loglik_rao_kupper: fitted(raoKupper, ({ logLikelihood }) => logLikelihood),
  aic_davidson_rao_kupper: (study) =>
    [davidson, raoKupper].map((model) => mapEstimate(fitPairModel(model, rowsOf(study)), ({ aic }) => aic)),
  davidson_prob_first_two_systems: fitted(davidson, (fit) => {
    const { win, tie, loss } = pairProbabilities(fit, 0, 1)
    return [win, tie, loss]
  }),
  se_ties_half_model: errors(tiesAsHalf, 'model'),
  se_ties_half_sandwich: errors(tiesAsHalf, 'judgment'),
  se_ties_half_cluster_prompt: errors(tiesAsHalf, 'cluster'),
  se_davidson_model: errors(davidson, 'model'),
  se_davidson_sandwich: errors(davidson, 'judgment'),
  se_davidson_cluster_prompt: errors(davidson, 'cluster'),
  se_rao_kupper_model: errors(raoKupper, 'model'),
  se_log_nu_davidson_model: tieError(davidson),
  se_eta_rao_kupper_model: tieError(raoKupper),
  rating_ties_half_mean1000: strengths(tiesAsHalf, 'mean', 'strength'),
  rating_ties_half_anchor_first1000: strengths(tiesAsHalf, 0, 'strength'),
  rating_ties_half_anchor_first1000_se_sandwich: strengths(tiesAsHalf, 0, 'se'),
  rating_davidson_mean1000: strengths(davidson, 'mean', 'strength'),
  rating_davidson_mean1000_ci95_sandwich: strengths(davidson, 'mean', 'interval'),
  ridge_theta_ties_half: (study, { lambda, systems }) =>
    mapEstimate(fitPairModel(tiesAsHalf, rowsOf(study), lambda), ({ theta }) => inOrder(study, systems, theta)),
}

/** Elo ratings in the order of judging. */
export const elo: Family = {
  online: (study, { k, systems }) => {
    const judgments = study.judgments.map(({ low, high, score }) => ({ first: low, second: high, score }))
    return inOrder(study, systems, onlineElo(judgments, study.systems.length, k))
  },
}
