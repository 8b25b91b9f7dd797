import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'

/**
 * An interval after each observation that may be looked at after each: whatever the reader does with it, the chance that
 * any one misses the mean is at most alpha. Observations are mean scores of prompts, in [0, 1], prompts in random order,
 * and the decision to stop may depend on them alone.
 */
export type ConfidenceSequence = Interval[]

/**
 * Refuses what no mean score of a prompt can be.
 *
 * @throws RangeError on an observation outside [0, 1]
 */
export function checkObservations(x: ArrayLike<number>, caller: string): void {
  for (let t = 0; t < x.length; t++) {
    const value = x[t] as number
    if (!(value >= 0 && value <= 1)) throw new RangeError(`${caller} requires observations in [0, 1], got ${value}`)
  }
}

/** The interval cut to [0, 1], where the mean must lie. */
export function cutToUnit(lower: number, upper: number): Interval {
  return [Math.min(1, Math.max(0, lower)), Math.min(1, Math.max(0, upper))]
}

/**
 * The first number of observations (prompts) after which the sequence does not hold `value`: where a rule "stop when
 * even is excluded" stops.
 *
 * @returns not defined while every interval so far holds the value
 */
export function firstExclusion(sequence: ConfidenceSequence, value = 0.5): Estimate<number> {
  const index = sequence.findIndex(([lower, upper]) => lower > value || upper < value)
  return index < 0 ? notDefined(`Every interval so far holds ${value}.`) : defined(index + 1)
}
