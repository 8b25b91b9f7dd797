import type { Target } from './target'

/** One promise that was tried: how often it was broken, and what shows it. None of these may be above zero. */
export type Finding = { promise: string; broken: number; examples?: readonly string[]; measured?: string }

/** Something done to an instance that its people would suffer from. */
export type Attack = { name: string; does: string; run: (target: Target) => Promise<Finding[]> }

/** A finding from the cases in which a promise was broken. */
export function finding(promise: string, cases: readonly string[], measured?: string): Finding {
  return { promise, broken: cases.length, examples: cases.slice(0, 5), ...(measured && { measured }) }
}
