import { checkCounts } from './check-counts'
import { chiSquareTail1 } from './chi-square'
import { defined, type Estimate, notDefined } from './estimate'

/** McNemar's statistic with one degree of freedom, its p-value, and both with the continuity correction. */
export type McNemar = { chi2: number; p: number; chi2Corrected: number; pCorrected: number }

/**
 * McNemar's large-sample test of wins against losses, ties dropped: (W − L)² / (W + L), corrected max(|W − L| − 1, 0)² /
 * (W + L). Assumes independent judgments; below about 25 decided ones use `signTest`, its exact form.
 *
 * @returns not defined when nothing was decided
 * @throws RangeError on counts no experiment can produce
 * @see McNemar (1947) Psychometrika 12:153–157; Edwards (1948) Psychometrika 13:185–187 for the correction
 */
export function mcnemarTest(wins: number, losses: number): Estimate<McNemar> {
  checkCounts([wins, losses], 'mcnemarTest')
  const n = wins + losses
  if (n === 0) return notDefined('No judgment preferred either system.')
  const chi2 = (wins - losses) ** 2 / n
  const chi2Corrected = Math.max(Math.abs(wins - losses) - 1, 0) ** 2 / n
  return defined({ chi2, p: chiSquareTail1(chi2), chi2Corrected, pCorrected: chiSquareTail1(chi2Corrected) })
}
