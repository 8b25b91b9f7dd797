/**
 * The answer of a statistic that data can leave undefined: a share of nothing, agreement of one annotator with nobody,
 * ratings of systems that were never compared. "Not defined" always says why, in words a reader of the results can
 * use, and is never NaN, infinity or a number that only looks like an answer.
 *
 * Functions of counts that no experiment can produce (negative, fractional, more successes than trials) throw a
 * `RangeError` instead: that is a mistake of the caller, not a property of the data.
 */
export type Estimate<T> = { defined: true; value: T } | { defined: false; reason: string }

/** A statistic the data determine. */
export function defined<T>(value: T): Estimate<T> {
  return { defined: true, value }
}

/** A statistic the data leave open; `reason` is a sentence for the reader. */
export function notDefined(reason: string): { defined: false; reason: string } {
  return { defined: false, reason }
}

/** The value, or null where it is not defined: for tables and exports that have a column for each. */
export function valueOrNull<T>(estimate: Estimate<T>): T | null {
  return estimate.defined ? estimate.value : null
}

/** Applies `change` to a defined value and passes a reason on. */
export function mapEstimate<T, U>(estimate: Estimate<T>, change: (value: T) => U): Estimate<U> {
  return estimate.defined ? defined(change(estimate.value)) : estimate
}
