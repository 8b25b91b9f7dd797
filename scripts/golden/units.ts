import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { tieDiscounted } from '@/lib/stats/agreement-weights'
import { asymptoticSequence } from '@/lib/stats/asymptotic-sequence'
import type { ConfidenceSequence } from '@/lib/stats/confidence-sequence'
import { empiricalBernsteinSequence } from '@/lib/stats/empirical-bernstein-sequence'
import { goodmanIntervals } from '@/lib/stats/goodman'
import { hedgedBettingSequence } from '@/lib/stats/hedged-betting-sequence'
import { normalMixtureSequence } from '@/lib/stats/normal-mixture-sequence'
import { quantile } from '@/lib/stats/quantile'
import { approximatePower, designEffect, sampleSize } from '@/lib/stats/sample-size'
import { shareOf } from '@/lib/stats/shares'
import { signTest } from '@/lib/stats/sign-test'
import { signTestPower } from '@/lib/stats/sign-test-power'
import { sisonGlazIntervals } from '@/lib/stats/sison-glaz'
import { RATING_UNITS } from './rating-units'
import type { Case } from './types'

type UnitArgs = Record<string, unknown> & {
  x: number
  n: number
  counts: number[]
  win: number
  loss: number
  p: number[]
  values: number[]
  p_win: number
  p_loss: number
  alpha: number
  power: number
  judgments_per_prompt: number
  icc: number
  name: string
  sequence: string
  t: number[]
  grid: number
  running_intersection?: boolean
  t_opt: number
  labels: string[]
}

type Unit = (args: UnitArgs, cases: readonly Case[]) => unknown

/** A `sequence` case holds the input of the others that name it. */
function inputOf(name: string, cases: readonly Case[]): number[] {
  const input = cases.find(({ stat, args }) => stat === 'sequence' && args.name === name)
  if (!input) throw new Error(`sequence: the file has no “${name}”`)
  return input.expected as number[]
}

/** Limits at the numbers of observations asked for; a number beyond the end asks for the end. */
function at(sequence: (x: number[], args: UnitArgs) => ConfidenceSequence): Unit {
  return (args, cases) => {
    const limits = sequence(inputOf(args.sequence, cases), args)
    return args.t.map((t) => limits[t - 1])
  }
}

/** Statistics that need no study. */
export const UNITS: Record<string, Unit> = {
  ...(RATING_UNITS as Record<string, (args: never) => unknown>),
  wilson95: ({ x, n }) => shareOf(x, n)?.interval ?? null,
  goodman95: ({ counts }) => goodmanIntervals(counts),
  sison_glaz95: ({ counts }) => sisonGlazIntervals(counts),
  sign_exact_two_sided: ({ win, loss }) => signTest(win, loss).exact,
  sign_midp_two_sided: ({ win, loss }) => signTest(win, loss).midP,
  holm_adjusted: ({ p }) => holmAdjusted(p),
  quantile_type7: ({ values, p }) => p.map((share) => quantile(values, share)),
  power_exact_sign_test: ({ n, p_win, p_loss, alpha }) => signTestPower({ win: p_win, loss: p_loss }, n, alpha),
  power_normal: ({ n, p_win, p_loss, alpha }) => approximatePower({ win: p_win, loss: p_loss }, n, alpha),
  sample_size_normal: ({ p_win, p_loss, alpha, power }) => sampleSize({ win: p_win, loss: p_loss }, power, alpha),
  design_effect: ({ judgments_per_prompt, icc }) => designEffect(judgments_per_prompt, icc),
  sequence: ({ name }, cases) => inputOf(name, cases),
  normal_mixture_cs: at((x, { alpha, t_opt }) => normalMixtureSequence(x, alpha, t_opt)),
  empirical_bernstein_cs: at((x, { alpha }) => empiricalBernsteinSequence(x, alpha)),
  hedged_betting_cs: at((x, { alpha, grid, running_intersection: running = true }) =>
    hedgedBettingSequence(x, alpha, grid, running),
  ),
  asymptotic_cs: at((x, { alpha, t_opt }) => asymptoticSequence(x, alpha, t_opt)),
  tie_discounted_accuracy_table: ({ labels }) => labels.map((_, k) => labels.map((__, l) => tieDiscounted(k, l))),
}
