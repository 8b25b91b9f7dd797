import { agreement } from './agreement'
import { bias } from './bias'
import { bootstrap } from './bootstrap'
import { bt, elo } from './bt'
import { checkArgs } from './check-args'
import { conversation } from './conversation'
import { judge } from './judge'
import { parity } from './parity'
import { ppi } from './ppi'
import { readPredictions } from './ppi-file'
import { quality } from './quality'
import { readRatedStudy } from './rated-study'
import { rates } from './rates'
import { ratings } from './ratings'
import { ratingsAgreement } from './ratings-agreement'
import { sequential } from './sequential'
import { readStudy } from './study'
import { tests } from './tests'
import type { Args, Case, Family } from './types'

/** Of one file with data: how each statistic is computed; null for one that nothing here computes. */
export type OpenFamily = (stat: string) => ((args: Args, cases: readonly Case[]) => unknown) | null

type Named = Parameters<typeof checkArgs>[0]

/** Every family of reference values that is checked, by the name of its folder: opens a file with data, lazily. */
export const FAMILIES: Record<string, (file: string) => OpenFamily> = {
  agreement: familyOf(readStudy, agreement),
  bias: familyOf(readStudy, bias),
  bootstrap: familyOf(readStudy, bootstrap),
  bt: familyOf(readStudy, bt),
  conversation: familyOf(readRatedStudy, conversation),
  elo: familyOf(readStudy, elo),
  judge: familyOf(readStudy, judge),
  parity: familyOf(readStudy, parity),
  ppi: familyOf(readPredictions, ppi),
  quality: familyOf(readStudy, quality),
  rates: familyOf(readStudy, rates),
  ratings: familyOf(readRatedStudy, { ...ratings, ...ratingsAgreement }),
  sequential: familyOf(readStudy, sequential),
  tests: familyOf(readStudy, tests),
}

function familyOf<S extends Named>(read: (file: string) => S, family: Family<S>): (file: string) => OpenFamily {
  return (file) => {
    const study = readOnce(() => read(file))
    return (stat) => {
      const compute = family[stat]
      if (!compute) return null
      return (args, cases) => {
        checkArgs(study(), args)
        return compute(study(), args, cases)
      }
    }
  }
}

/** Reads when first asked; what fails then fails each case that asks, and no other. */
function readOnce<T>(read: () => T): () => T {
  let kept: { value: T } | null = null
  return () => {
    kept ??= { value: read() }
    return kept.value
  }
}
