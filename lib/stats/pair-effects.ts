import { chiSquareTail1 } from './chi-square'
import { defined, type Estimate, notDefined } from './estimate'
import type { PairFit } from './fit-pair-model'
import { type Interval, Z95 } from './interval'
import { normalCdf } from './normal'
import { pairCovariance, standardErrors } from './pair-covariance'
import { pairProbabilities } from './pair-probabilities'
import type { PairRows } from './pair-rows'

/** Effect of a covariate on the log-odds, with model and prompt-clustered standard errors and the interval of the latter. */
export type PairEffect = { effect: number; seModel: number; seClustered: number; interval: Interval }

/**
 * The effects of a fit's covariates, such as the position (covariate 1 for the response shown first: its effect γ is the
 * advantage of being first) or the length (`relativeLength`: its effect β is that of being much longer).
 *
 * @param rows the rows the fit was made from
 */
export function pairEffects(fit: PairFit, rows: PairRows): PairEffect[] {
  const model = standardErrors(pairCovariance(fit, rows, 'model'))
  const clustered = standardErrors(pairCovariance(fit, rows, 'cluster'))
  return Array.from(fit.effects, (effect, index) => {
    const at = rows.systems + index
    const half = Z95 * (clustered[at] as number)
    return {
      effect,
      seModel: model[at] as number,
      seClustered: clustered[at] as number,
      interval: [effect - half, effect + half],
    }
  })
}

/**
 * Two-sided p-value of an effect being none, from its clustered standard error and the normal distribution: below 5 % just
 * when the interval leaves 0 out. Rough with few prompts, as the standard error is.
 *
 * @see Liang & Zeger (1986) Biometrika 73:13–22
 * @returns not defined without a spread over prompts
 */
export function clusteredEffectP({
  effect,
  seClustered,
}: Pick<PairEffect, 'effect' | 'seClustered'>): Estimate<number> {
  if (seClustered < 1e-12) return notDefined('All prompts show the same: the spread of the effect is unknown.')
  return defined(2 * normalCdf(-Math.abs(effect) / seClustered))
}

/**
 * Likelihood-ratio test of one parameter: twice the difference of the log-likelihoods of the fit with it and the fit
 * without, chi-square with one degree of freedom. For Davidson and Rao–Kupper; takes judgments for independent.
 *
 * @see Wilks (1938) Ann. Math. Stat. 9:60–62
 */
export function likelihoodRatioTest(withIt: PairFit, without: PairFit): { chi2: number; p: number } {
  const chi2 = Math.max(0, 2 * (withIt.logLikelihood - without.logLikelihood))
  return { chi2, p: chiSquareTail1(chi2) }
}

/**
 * Expected score of one system against another with every covariate at zero, ties counted half: what the fit says they
 * would get at equal length and without a first position, as far as the effects are causes.
 *
 * @see Dubois et al. (2024) Length-Controlled AlpacaEval, arXiv 2404.04475, for the idea; abilities here are of all pairs
 */
export function controlledScore(fit: PairFit, one: number, other: number): number {
  const { win, tie } = pairProbabilities(fit, one, other)
  return win + tie / 2
}
