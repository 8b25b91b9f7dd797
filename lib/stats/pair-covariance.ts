import { factorCholesky, invertCholesky } from './cholesky'
import type { PairFit } from './fit-pair-model'
import { addPairProduct, addPairVector, pairDifference } from './pair-accumulate'
import { newPairTerms } from './pair-model'
import type { PairRows } from './pair-rows'

/**
 * What the standard errors take for independent. 'model': every judgment, and that the model is right. 'judgment': every
 * judgment (sandwich; what Chatbot Arena reports). 'cluster': prompts only (sandwich with scores summed per prompt, no
 * small-sample factor): the primary one.
 */
export type CovarianceKind = 'model' | 'judgment' | 'cluster'

/**
 * Covariance matrix of a fit's parameters, m × m row by row, in the gauge where abilities have mean zero: the
 * pseudo-inverse of the information I, or I⁺ (Σ s sᵀ) I⁺ with the scores s of judgments or clusters.
 *
 * @param rows the rows the fit was made from, with their clusters
 * @see White (1982) Econometrica 50:1–25; Liang & Zeger (1986) Biometrika 73:13–22
 */
export function pairCovariance(fit: PairFit, rows: PairRows, kind: CovarianceKind): Float64Array {
  const m = fit.parameters.length
  const bread = pseudoInverse(fit, m)
  if (kind === 'model') return bread
  const meat = kind === 'judgment' ? judgmentProducts(fit, rows, m) : clusterProducts(fit, rows, m)
  for (let i = 0; i < m; i++) for (let j = 0; j < i; j++) meat[j * m + i] = meat[i * m + j] as number
  return multiply(multiply(bread, meat, m), bread, m)
}

/** Square roots of the diagonal: the parameters' standard errors. */
export function standardErrors(covariance: Float64Array): Float64Array {
  const m = Math.round(Math.sqrt(covariance.length))
  return Float64Array.from({ length: m }, (_, k) => Math.sqrt(Math.max(0, covariance[k * m + k] as number)))
}

/** The only null directions are that all abilities of a group grow alike: fill them, invert, and take them out again. */
function pseudoInverse({ information, groupOf }: PairFit, m: number): Float64Array {
  const systems = groupOf.length
  const sizes = groupOf.map((group) => groupOf.reduce((size, other) => size + (other === group ? 1 : 0), 0))
  const scale = information.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / systems
  const filled = information.slice()
  const eachPair = (change: (i: number, j: number) => void) => {
    for (let i = 0; i < systems; i++) for (let j = 0; j < systems; j++) if (groupOf[i] === groupOf[j]) change(i, j)
  }
  eachPair((i, j) => {
    ;(filled[i * m + j] as number) += scale
  })
  if (!factorCholesky(filled, m, filled)) throw new RangeError('pairCovariance requires a fit with a unique maximum')
  const inverse = invertCholesky(filled, m)
  eachPair((i, j) => {
    ;(inverse[i * m + j] as number) -= 1 / (scale * (sizes[i] as number) ** 2)
  })
  return inverse
}

function judgmentProducts(fit: PairFit, rows: PairRows, m: number): Float64Array {
  const meat = new Float64Array(m * m)
  const terms = newPairTerms()
  for (let r = 0; r < rows.first.length; r++) {
    fit.model.evaluate(pairDifference(fit.parameters, rows, r), fit.tie ?? 0, terms)
    const product = { a: 0, b: 0, c: 0, tied: fit.tie !== null }
    for (let o = 0; o < 3; o++) {
      const n = rows.counts[3 * r + o] as number
      const [slope, tieSlope] = [terms.slope[o] as number, terms.tieSlope[o] as number]
      product.a += n * slope * slope
      product.b += n * slope * tieSlope
      product.c += n * tieSlope * tieSlope
    }
    addPairProduct(meat, m, rows, r, product)
  }
  return meat
}

function clusterProducts(fit: PairFit, rows: PairRows, m: number): Float64Array {
  const scores = new Float64Array(rows.clusters * m)
  const terms = newPairTerms()
  for (let r = 0; r < rows.first.length; r++) {
    fit.model.evaluate(pairDifference(fit.parameters, rows, r), fit.tie ?? 0, terms)
    let slope = 0
    let tieSlope = 0
    for (let o = 0; o < 3; o++) {
      const n = rows.counts[3 * r + o] as number
      slope += n * (terms.slope[o] as number)
      tieSlope += n * (terms.tieSlope[o] as number)
    }
    addPairVector(scores, (rows.cluster[r] as number) * m, m, rows, r, slope, tieSlope)
  }
  const meat = new Float64Array(m * m)
  for (let g = 0; g < rows.clusters; g++) {
    const own = scores.subarray(g * m, g * m + m)
    for (let i = 0; i < m; i++) {
      const value = own[i] as number
      if (value !== 0) for (let j = 0; j <= i; j++) (meat[i * m + j] as number) += value * (own[j] as number)
    }
  }
  return meat
}

function multiply(a: Float64Array, b: Float64Array, m: number): Float64Array {
  const out = new Float64Array(m * m)
  for (let i = 0; i < m; i++) {
    for (let k = 0; k < m; k++) {
      const value = a[i * m + k] as number
      for (let j = 0; j < m; j++) (out[i * m + j] as number) += value * (b[k * m + j] as number)
    }
  }
  return out
}
