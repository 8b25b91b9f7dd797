import type { PairRows } from './pair-rows'

/**
 * Adds one comparison's share of a symmetric matrix over the parameters (abilities, covariates, ties): a · z zᵀ +
 * b · (z eᵀ + e zᵀ) + c · e eᵀ, where z is +1 at the first system, −1 at the second, and the covariates' values, and e
 * marks the parameter for ties. Only the lower triangle is written.
 *
 * @param matrix m × m, row by row
 * @param tied whether the model has the parameter for ties; it is then the last
 */
export function addPairProduct(
  matrix: Float64Array,
  m: number,
  rows: PairRows,
  r: number,
  { a, b, c, tied }: { a: number; b: number; c: number; tied: boolean },
): void {
  const { systems, covariates } = rows
  const [i, j] = [rows.first[r] as number, rows.second[r] as number]
  const [low, high] = i < j ? [i, j] : [j, i]
  ;(matrix[i * m + i] as number) += a
  ;(matrix[j * m + j] as number) += a
  ;(matrix[high * m + low] as number) -= a
  for (let p = 0; p < covariates.length; p++) {
    const x = (covariates[p] as Float64Array)[r] as number
    const row = (systems + p) * m
    ;(matrix[row + i] as number) += a * x
    ;(matrix[row + j] as number) -= a * x
    for (let q = 0; q <= p; q++)
      (matrix[row + systems + q] as number) += a * x * ((covariates[q] as Float64Array)[r] as number)
  }
  if (!tied) return
  const last = (m - 1) * m
  ;(matrix[last + i] as number) += b
  ;(matrix[last + j] as number) -= b
  for (let p = 0; p < covariates.length; p++)
    (matrix[last + systems + p] as number) += b * ((covariates[p] as Float64Array)[r] as number)
  ;(matrix[last + m - 1] as number) += c
}

/** Adds slope · z + tieSlope · e to a vector over the parameters that starts at `offset`. */
export function addPairVector(
  vector: Float64Array,
  offset: number,
  m: number,
  rows: PairRows,
  r: number,
  slope: number,
  tieSlope: number,
): void {
  const { systems, covariates } = rows
  ;(vector[offset + (rows.first[r] as number)] as number) += slope
  ;(vector[offset + (rows.second[r] as number)] as number) -= slope
  for (let p = 0; p < covariates.length; p++)
    (vector[offset + systems + p] as number) += slope * ((covariates[p] as Float64Array)[r] as number)
  if (m > systems + covariates.length) (vector[offset + m - 1] as number) += tieSlope
}

/** The value of d for one row: ability of the first less that of the second, plus the covariates' effects. */
export function pairDifference(parameters: Float64Array, rows: PairRows, r: number): number {
  const { systems, covariates } = rows
  let d = (parameters[rows.first[r] as number] as number) - (parameters[rows.second[r] as number] as number)
  for (let p = 0; p < covariates.length; p++)
    d += (parameters[systems + p] as number) * ((covariates[p] as Float64Array)[r] as number)
  return d
}
