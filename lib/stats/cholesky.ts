/**
 * Cholesky factor L of a symmetric positive-definite matrix, so that A = L Lᵀ.
 *
 * @param a n × n, row by row; only the lower triangle is read
 * @param out where the factor goes, lower triangle; may be `a` itself
 * @returns false when A is not positive definite to working precision; `out` is then of no use
 */
export function factorCholesky(a: Float64Array, n: number, out: Float64Array): boolean {
  let largest = 0
  for (let i = 0; i < n; i++) largest = Math.max(largest, a[i * n + i] as number)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] as number
      for (let k = 0; k < j; k++) sum -= (out[i * n + k] as number) * (out[j * n + k] as number)
      if (i === j) {
        if (!(sum > largest * 1e-13)) return false
        out[i * n + i] = Math.sqrt(sum)
      } else out[i * n + j] = sum / (out[j * n + j] as number)
    }
  }
  return true
}

/** Solves L Lᵀ x = b in place of b. */
export function solveCholesky(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i] as number
    for (let k = 0; k < i; k++) sum -= (factor[i * n + k] as number) * (b[k] as number)
    b[i] = sum / (factor[i * n + i] as number)
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i] as number
    for (let k = i + 1; k < n; k++) sum -= (factor[k * n + i] as number) * (b[k] as number)
    b[i] = sum / (factor[i * n + i] as number)
  }
}

/** The inverse of L Lᵀ, n × n, row by row. */
export function invertCholesky(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n)
  const column = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    column.fill(0)
    column[j] = 1
    solveCholesky(factor, n, column)
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i] as number
  }
  return inverse
}
