import { valueOrNull } from '@/lib/stats/estimate'
import { fitPairModel, type PairFit } from '@/lib/stats/fit-pair-model'
import { pairCovariance, standardErrors } from '@/lib/stats/pair-covariance'
import { pairEffects } from '@/lib/stats/pair-effects'
import { davidson, type PairModel, raoKupper, tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows, type PairRows } from '@/lib/stats/pair-rows'
import { ELO_PER_LOGIT, strengthScale } from '@/lib/stats/strength-scale'

/** Results of one pair, in one of the shapes the examples have. */
export type Row = {
  home?: string
  away?: string
  hw?: number
  aw?: number
  i?: string | number
  j?: string | number
  w_ij?: number
  w_ji?: number
  t_ij?: number
  wins_i?: number
  wins_j?: number
}

/** Strengths of the teams, puddings … that the rows compare. */
export function strengthsOfRows(rows: Row[], reference?: string): unknown {
  const names = [...new Set(rows.flatMap(({ home, away, i, j }) => [String(home ?? i), String(away ?? j)]))]
  if (reference) return homeAndAway(rows, names, reference)
  return rows.some(({ t_ij }) => t_ij !== undefined) ? withTies(rows, names) : strengths(rows, names)
}

function countRows(rows: Row[], names: string[], covariates: number[]): PairRows {
  const judgments = rows.flatMap((row) => {
    const base = {
      first: names.indexOf(String(row.home ?? row.i)),
      second: names.indexOf(String(row.away ?? row.j)),
      cluster: 0,
      covariates,
    }
    return [
      { ...base, score: 1, times: row.hw ?? row.w_ij ?? row.wins_i ?? 0 },
      { ...base, score: 0.5, times: row.t_ij ?? 0 },
      { ...base, score: 0, times: row.aw ?? row.w_ji ?? row.wins_j ?? 0 },
    ]
  })
  return countPairRows(judgments, names.length)
}

function fitOf(model: PairModel, rows: PairRows): PairFit {
  const fit = fitPairModel(model, rows)
  if (!fit.defined) throw new Error(fit.reason)
  return fit.value
}

function byName(names: readonly string[], values: ArrayLike<number>): Record<string, number> {
  return Object.fromEntries(names.map((name, k) => [name, values[k] as number]))
}

/** Abilities against one team, without and with an advantage of playing at home. */
function homeAndAway(rows: Row[], names: string[], reference: string) {
  const zero = names.indexOf(reference)
  const against = (counts: PairRows) => {
    const fit = fitOf(tiesAsHalf, counts)
    const scale = strengthScale(fit.theta, pairCovariance(fit, counts, 'model'), zero)
    const estimates = byName(
      names,
      scale.map(({ strength }) => (strength - 1000) / ELO_PER_LOGIT),
    )
    return {
      fit,
      estimates,
      errors: byName(
        names,
        scale.map(({ se }) => se / ELO_PER_LOGIT),
      ),
    }
  }
  const [plain, counts] = [against(countRows(rows, names, [])), countRows(rows, names, [1])]
  const home = against(counts)
  const [advantage] = pairEffects(home.fit, counts)
  return {
    no_home: plain.estimates,
    no_home_se: plain.errors,
    home: { ...home.estimates, 'at.home': advantage?.effect },
    home_se: { ...home.errors, 'at.home': advantage?.seModel },
    home_advantage: advantage?.effect,
  }
}

function withTies(rows: Row[], names: string[]) {
  const counts = countRows(rows, names, [])
  const fit = fitOf(davidson, counts)
  const errors = standardErrors(pairCovariance(fit, counts, 'model'))
  const worths = fit.theta.map((theta) => Math.exp(theta))
  const total = worths.reduce((sum, worth) => sum + worth, 0)
  const other = fitOf(raoKupper, counts)
  return {
    pi_sum1: worths.map((worth) => worth / total),
    nu: Math.exp(fit.tie ?? 0),
    theta_sum0: fit.theta,
    se_theta_sum0: errors.slice(0, names.length),
    se_log_nu: errors.at(-1),
    loglik_multinomial_without_constant: fit.logLikelihood,
    rao_kupper_theta_sum0: other.theta,
    rao_kupper_eta: other.tie,
    rao_kupper_loglik: other.logLikelihood,
    bt_ties_half_theta_sum0: valueOrNull(fitPairModel(tiesAsHalf, counts))?.theta,
  }
}

/** Strengths with geometric mean 1. */
function strengths(rows: Row[], names: string[]) {
  const { theta } = fitOf(tiesAsHalf, countRows(rows, names, []))
  return byName(
    names,
    theta.map((ability) => Math.exp(ability)),
  )
}
