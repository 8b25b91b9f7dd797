import { defined, type Estimate, notDefined } from './estimate'
import { maximisePairModel } from './maximise-pair-model'
import { comparedGroups, pairModelExistence } from './pair-existence'
import type { PairModel } from './pair-model'
import { type PairRows, poolClusters } from './pair-rows'

/** A fitted rating model. Abilities are on the log-odds scale with mean zero. */
export type PairFit = {
  model: PairModel
  theta: Float64Array
  /** Group of each system: abilities have mean zero in it and are comparable within it. One group without covariates. */
  groupOf: Int32Array
  /** Effects of the covariates, in their order. */
  effects: Float64Array
  /** log ν (Davidson) or η (Rao–Kupper); null for ties as half. */
  tie: number | null
  logLikelihood: number
  /** Akaike's criterion: 2 · free parameters − 2 · log-likelihood. Comparable between Davidson and Rao–Kupper only. */
  aic: number
  /** All of the above parameters in one list: abilities, effects, tie. */
  parameters: Float64Array
  /** Minus the second derivatives of the log-likelihood, m × m, lower triangle. */
  information: Float64Array
}

/**
 * Maximum-likelihood abilities of systems from their comparisons, under `tiesAsHalf`, `davidson` (primary) or
 * `raoKupper`. Assumes that a system's strength is one number, the same on every prompt. Newton's method on counts: its
 * cost depends on the number of pairs of systems (or of rows, with covariates), not of judgments.
 *
 * @param ridge λ > 0 takes λ/2 · Σθ² from the log-likelihood. It then always has a maximum, with ties as half: show such
 *   abilities as what they are, drawn towards each other.
 * @returns not defined, with the reason, when the maximum does not exist or is not unique; see `pairModelExistence`.
 *   With covariates it is defined for systems in groups never compared with each other: their effects are determined.
 * @see Bradley & Terry (1952) Biometrika 39:324–345; each model of ties names its own source
 */
export function fitPairModel(model: PairModel, rows: PairRows, ridge = 0): Estimate<PairFit> {
  const plain = rows.covariates.length === 0
  const groupOf = plain ? new Int32Array(rows.systems) : numberGroups(rows)
  const maximum = maximisePairModel(model, plain ? poolClusters(rows) : rows, { ridge, groupOf })
  if (!maximum) {
    const existence = pairModelExistence(rows, model.tieStart !== null)
    return notDefined(existence.exists ? 'The estimates have no finite value.' : existence.reason)
  }
  const { parameters, logLikelihood, information } = maximum
  const { systems, covariates } = rows
  const hasTie = model.tieStart !== null
  return defined({
    model,
    theta: parameters.slice(0, systems),
    groupOf,
    effects: parameters.slice(systems, systems + covariates.length),
    tie: hasTie ? (parameters[parameters.length - 1] as number) : null,
    logLikelihood,
    aic: 2 * (parameters.length - new Set(groupOf).size) - 2 * logLikelihood,
    parameters,
    information,
  })
}

function numberGroups(rows: PairRows): Int32Array {
  const groupOf = new Int32Array(rows.systems)
  for (const [number, group] of comparedGroups(rows).entries()) for (const system of group) groupOf[system] = number
  return groupOf
}
