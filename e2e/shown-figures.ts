import type { FigureName, RatingFigureName } from '@/lib/figures/registry'

/** A tab of the study, a column of the figure's numbers, and how one of them is printed in it. */
export type Shown = readonly [page: string, column: string, print: (value: number) => string]

const percent = (share: number) => (100 * share).toFixed(1)
const signedPercent = (share: number) => percent(share).replace('-', '−')
const score = (value: number) => value.toFixed(2).replace('-', '−')

/** Where each figure stands, and of its numbers one that is printed in it: a column, in percent or as it is. */
export const SHOWN: Record<FigureName, Shown> = {
  'figure-1': ['results', 'win_share', (share) => percent(share).replace(/\.0$/, '')],
  anytime: ['results', 'score', percent],
  categories: ['results', 'wins', String],
  tags: ['results', 'losses', String],
  agreement: ['agreement', 'tie_discounted', percent],
  coefficients: ['agreement', 'kappa', score],
  sides: ['agreement', 'left_share', percent],
  annotators: ['agreement', 'left', percent],
  strengths: ['rankings', 'strength', (strength) => strength.toFixed(0)],
  comparisons: ['rankings', 'n', String],
  effects: ['rankings', 'estimate', score],
  parity: ['judges', 'difference', signedPercent],
  replacing: ['judges', 'advantage', percent],
  habits: ['judges', 'value', percent],
  'same-order': ['judges', 'kendall', score],
  powered: ['judges', 'score', percent],
  'no-verdicts': ['judges', 'no_verdict_share', percent],
}

/** The same of ratings. */
export const RATINGS_SHOWN: Record<RatingFigureName, Shown> = {
  shares: ['results', 'SAFE_share', percent],
  'shares-by-category': ['results', 'SAFE_share', percent],
  'shares-by-tag': ['results', 'UNSAFE_share', percent],
  turns: ['results', 'SAFE_share', percent],
  'no-failure': ['results', 'at_risk', String],
  means: ['results', 'mean', score],
  'means-by-number': ['results', 'number', (value) => value.toLocaleString('en')],
  'means-anytime': ['results', 'mean', score],
  differences: ['rankings', 'difference', score],
  'rating-agreement': ['agreement', 'value', score],
  severity: ['agreement', 'less_others', score],
  'rating-parity': ['judges', 'difference', signedPercent],
  'rating-replacing': ['judges', 'advantage', percent],
  'rating-no-verdicts': ['judges', 'no_verdict_share', percent],
  'rating-same-order': ['judges', 'kendall', score],
}
