import type { PairFit } from './fit-pair-model'
import { newPairTerms } from './pair-model'

/** What a fitted model expects of a comparison, covariates at zero. Ties as half gives the expected score, ties none. */
export type PairProbabilities = { win: number; tie: number; loss: number }

/** Probabilities that system `one` is preferred to `other`, that neither is, and that `other` is. */
export function pairProbabilities(fit: PairFit, one: number, other: number): PairProbabilities {
  const terms = newPairTerms()
  fit.model.evaluate((fit.theta[one] as number) - (fit.theta[other] as number), fit.tie ?? 0, terms)
  const [win, tie, loss] = terms.log as unknown as [number, number, number]
  return { win: Math.exp(win), tie: fit.tie === null ? 0 : Math.exp(tie), loss: Math.exp(loss) }
}
