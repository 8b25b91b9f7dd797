import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { mapEstimate } from '@/lib/stats/estimate'
import { mcnemarTest } from '@/lib/stats/mcnemar'
import { signTest } from '@/lib/stats/sign-test'
import { countScores, judgmentsOfPair, type Study } from './study'
import type { Family } from './types'

function decided(study: Study, pair: readonly string[] = []): [number, number] {
  const { wins, losses } = countScores(judgmentsOfPair(study, pair))
  return [wins, losses]
}

/** Tests of a pair against even, and their adjustment over all pairs. */
export const tests: Family = {
  sign_exact_p: (study, { pair }) => signTest(...decided(study, pair)).exact,
  sign_midp_p: (study, { pair }) => signTest(...decided(study, pair)).midP,
  mcnemar_chi2: (study, { pair }) => mapEstimate(mcnemarTest(...decided(study, pair)), ({ chi2 }) => chi2),
  mcnemar_chi2_p: (study, { pair }) => mapEstimate(mcnemarTest(...decided(study, pair)), ({ p }) => p),
  mcnemar_chi2_cc_p: (study, { pair }) =>
    mapEstimate(mcnemarTest(...decided(study, pair)), ({ pCorrected }) => pCorrected),
  holm_over_pairs_sign_exact: (study, { order = [] }) =>
    holmAdjusted(order.map((pair) => signTest(...decided(study, pair)).exact)),
}
