import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { exactMatch } from '@/lib/stats/agreement-weights'
import { chanceCorrectedAgreement } from '@/lib/stats/chance-corrected-agreement'
import { cohenKappa } from '@/lib/stats/cohen-kappa'
import { congerKappa } from '@/lib/stats/conger-kappa'
import { dawidSkene } from '@/lib/stats/dawid-skene'
import { mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { fleissKappa } from '@/lib/stats/fleiss-kappa'
import { goodmanIntervals } from '@/lib/stats/goodman'
import { krippendorffAlpha } from '@/lib/stats/krippendorff-alpha'
import { mcnemarTest } from '@/lib/stats/mcnemar'
import { pairAgreement } from '@/lib/stats/pair-agreement'
import { countCategories } from '@/lib/stats/ratings'
import { shareOf } from '@/lib/stats/shares'
import { sisonGlazIntervals } from '@/lib/stats/sison-glaz'
import { type Row, strengthsOfRows } from './published-strengths'

/** An example of the literature. What it gives are `published` numbers as printed, and the same `computed` to the last digit. */
export type Entry = {
  id: string
  input: unknown
  published: Record<string, unknown> | unknown[] | null
  computed: Record<string, unknown> | unknown[] | null
  computed_by: string[]
  published_tol?: number
}

type Input = {
  rows?: string | Row[] | number[][]
  data?: (number | null)[][]
  values?: number[]
  counts?: number[] | number[][]
  table?: number[][]
  disagreement_weights?: number[][]
  columns?: string[]
  reference?: string
  b?: number
  c?: number
}

/** What the library makes of an example's input, told by its shape; null when no statistic here has such an input. */
export function answerOf(input: unknown): unknown {
  if (Array.isArray(input)) return answerOfList(input)
  const given = input as Input
  if (given.data && given.values) return agreementOf(given.data, given.values, given.rows === 'units')
  if (given.columns?.includes('rater')) return annotatorsOf(given.rows as number[][])
  if (given.table) return cohenOf(given.table, given.disagreement_weights)
  if (given.counts && typeof given.rows === 'string') return fleissOf(given.counts as number[][])
  if (given.counts)
    return {
      sison_glaz: sisonGlazIntervals(given.counts as number[]),
      goodman: goodmanIntervals(given.counts as number[]),
    }
  if (given.b !== undefined && given.c !== undefined) return mcnemarOf(given.b, given.c)
  return Array.isArray(given.rows) ? strengthsOfRows(given.rows as Row[], given.reference) : null
}

function answerOfList(input: unknown[]): unknown {
  return input.map((given) => {
    if (!Array.isArray(given)) {
      const { x, n } = given as { x: number; n: number }
      return shareOf(x, n)?.interval ?? null
    }
    const adjusted = holmAdjusted(given as number[])
    return adjusted.length === 1 ? adjusted[0] : adjusted
  })
}

/** Strengths by many annotators, a row per annotator or (`byItem`) per item. */
function agreementOf(data: (number | null)[][], values: number[], byItem: boolean) {
  const rows = byItem ? data : (data[0] ?? []).map((_, item) => data.map((own) => own[item] ?? null))
  const items = rows.map((row) =>
    row.flatMap((value, annotator) => (value === null ? [] : [{ annotator, category: values.indexOf(value) }])),
  )
  const counts = countCategories(items, values.length)
  const levels = ['nominal', 'ordinal', 'interval', 'ratio'] as const
  const gwet = valueOrNull(chanceCorrectedAgreement(counts, 'gwet'))
  const fleiss = valueOrNull(chanceCorrectedAgreement(counts, 'fleiss'))
  return {
    ...Object.fromEntries(levels.map((level) => [level, krippendorffAlpha(counts, level, values)])),
    krippendorff_nominal: krippendorffAlpha(counts),
    percent_agreement: mapEstimate(pairAgreement(items, exactMatch), ({ itemMean }) => itemMean),
    gwet_ac1: gwet?.coefficient,
    gwet_ac1_se: gwet?.se,
    fleiss: fleiss?.coefficient,
    fleiss_se: fleiss?.se,
    conger: congerKappa(items, values.length),
  }
}

function fleissOf(counts: number[][]) {
  return mapEstimate(fleissKappa(counts), ({ kappa, z, perCategory, observed, expected }) => ({
    kappa,
    z,
    per_category: perCategory,
    P_bar: observed,
    P_e: expected,
  }))
}

function cohenOf(table: number[][], disagreement: number[][] = []) {
  const worst = Math.max(...disagreement.flat())
  const weights = disagreement.map((row) => row.map((weight) => 1 - weight / worst))
  return {
    kappa: mapEstimate(cohenKappa(table), ({ kappa }) => kappa),
    weighted_kappa: mapEstimate(cohenKappa(table, weights), ({ kappa }) => kappa),
  }
}

function mcnemarOf(b: number, c: number) {
  return mapEstimate(mcnemarTest(b, c), ({ chi2, chi2Corrected, pCorrected }) => ({
    z0_squared: chi2,
    chi2,
    chi2_continuity: chi2Corrected,
    p_continuity: pCorrected,
  }))
}

/** Rows of item, rater and rating, all numbered from 1. */
function annotatorsOf(rows: number[][]) {
  const most = (column: number) => Math.max(...rows.map((row) => row[column] ?? 0))
  const items = Array.from({ length: most(0) }, (_, item) =>
    rows
      .filter((row) => row[0] === item + 1)
      .map(([, rater = 1, rating = 1]) => ({ annotator: rater - 1, category: rating - 1 })),
  )
  return mapEstimate(dawidSkene(items, most(1), { categories: most(2) }), ({ prior, posterior, confusion }) => ({
    prior,
    argmax_labels: posterior.map((item) => item.indexOf(Math.max(...item)) + 1),
    error_rates_true_by_observed: Object.fromEntries(confusion.map((table, rater) => [`rater${rater + 1}`, table])),
  }))
}
