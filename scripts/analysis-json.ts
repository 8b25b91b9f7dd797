import type { Analysis } from '@/lib/analysis/analyse'
import type { ModelStrengths, Strengths } from '@/lib/rankings/strengths'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'

/** Strengths under the keys that `analyze --json` has had since its first version: scripts of others read them. */
export function analysisJson({ strengths, modelStrengths, protocol: _, ...rest }: Analysis): object {
  return { ...rest, ratings: strengthsJson(strengths), modelRatings: modelStrengths && strengthsJson(modelStrengths) }
}

function strengthsJson(strengths: Strengths): object {
  const { davidson, tiesAsHalf, raoKupper, elo } = strengths
  return {
    ...strengths,
    ...{ davidson: asRatings(davidson), tiesAsHalf: asRatings(tiesAsHalf), raoKupper: asRatings(raoKupper) },
    elo: elo.map(({ system, strength }) => ({ system, rating: strength })),
  }
}

function asRatings(model: Estimate<ModelStrengths>): Estimate<object> {
  return mapEstimate(model, ({ systems, ...of }) => ({
    ...of,
    systems: systems.map(({ strength, ...system }) => ({ ...system, rating: strength })),
  }))
}
