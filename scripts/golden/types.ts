import type { Study } from './study'

/** Arguments of a reference case, as the file has them. */
export type Args = {
  pair?: [string, string]
  order?: [string, string][]
  system?: string
  systems?: string[]
  category?: string
  annotators?: string | string[]
  annotator?: string
  group?: string
  groups?: [string, string]
  judge?: string
  humans?: string[]
  option?: string
  turn?: number
  lambda?: number
  k?: number
  t?: number | number[]
  m?: number[]
  [name: string]: unknown
}

/** One number, or table of numbers, computed elsewhere. Null stands for "not defined". */
export type Case = { stat: string; args: Args; expected: unknown; tol_abs: number; tol_rel: number }

/** Computes one statistic of a study; `cases` are the others of its file, for those that take their input from there. */
export type Compute<S = Study> = (study: S, args: Args, cases: readonly Case[]) => unknown

/** What is checked of one family: statistic name → how the library gets it. */
export type Family<S = Study> = Record<string, Compute<S>>

/** One case to check. Without `compute` it is counted as unsupported. */
export type Check = {
  family: string
  data: string
  stat: string
  args: unknown
  expected: unknown
  tolAbs: number
  tolRel: number
  compute: (() => unknown) | null
}
