import type { Below } from './resampling'

/** A number in (0, 1) from a seeded source, for simulated studies in tests and planning. */
export function uniform(below: Below): number {
  return (below(2 ** 30) + 0.5) / 2 ** 30
}

/** Number of the outcome drawn, given the outcomes' probabilities. */
export function drawOutcome(probabilities: readonly number[], below: Below): number {
  let left = uniform(below)
  for (const [outcome, probability] of probabilities.entries()) {
    left -= probability
    if (left < 0) return outcome
  }
  return probabilities.length - 1
}

/** A standard-normal draw, by Box and Muller's method. */
export function drawNormal(below: Below): number {
  return Math.sqrt(-2 * Math.log(uniform(below))) * Math.cos(2 * Math.PI * uniform(below))
}
