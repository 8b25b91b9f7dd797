/**
 * A model of the outcome of a comparison given d, the ability of the first system less that of the second (plus
 * covariates), and at most one further parameter that says how likely ties are.
 */
export type PairModel = {
  name: 'ties as half' | 'Davidson' | 'Rao–Kupper'
  /** Where the parameter for ties starts; null for a model without one. */
  tieStart: number | null
  /**
   * Whether judgments matter through each pair's number, each system's score and the number of ties only: then the
   * log-likelihoods of a win and a loss differ by d, and that of a tie from their mean by the parameter for ties.
   */
  exponential: boolean
  /** Whether the parameter for ties may have this value. */
  allows: (tie: number) => boolean
  /** Writes the terms of one comparison, see `PairTerms`. */
  evaluate: (d: number, tie: number, terms: PairTerms) => void
}

/**
 * For the outcomes first better, tie, second better: log-likelihood, its slopes by d and by the parameter for ties, and
 * its second derivatives, negated: by d twice, by both, by the parameter twice.
 */
export type PairTerms = {
  log: Float64Array
  slope: Float64Array
  tieSlope: Float64Array
  curve: Float64Array
  crossCurve: Float64Array
  tieCurve: Float64Array
}

/** Room for the terms of one comparison. */
export function newPairTerms(): PairTerms {
  const three = () => new Float64Array(3)
  return { log: three(), slope: three(), tieSlope: three(), curve: three(), crossCurve: three(), tieCurve: three() }
}

/** log(1 + eˣ) without overflow. */
function softplus(x: number): number {
  return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))
}

/**
 * Bradley–Terry with a tie counted as half a win for each: y log p + (1 − y) log(1 − p), p = 1 / (1 + e^{−d}), y = 1, ½, 0.
 * A quasi-likelihood: its model standard errors are not right where there are ties; take the sandwich or clustered ones.
 *
 * @see Bradley & Terry (1952) Biometrika 39:324–345
 */
export const tiesAsHalf: PairModel = {
  name: 'ties as half',
  tieStart: null,
  exponential: true,
  allows: () => true,
  evaluate(d, _tie, { log, slope, curve }) {
    const p = 1 / (1 + Math.exp(-d))
    const [win, loss] = [-softplus(-d), -softplus(d)]
    log[0] = win
    log[1] = (win + loss) / 2
    log[2] = loss
    slope[0] = 1 - p
    slope[1] = 0.5 - p
    slope[2] = -p
    curve.fill(p * (1 - p))
  },
}

/**
 * Davidson's model with ties: P(first) : P(tie) : P(second) = e^{d/2} : ν : e^{−d/2}; the parameter is log ν.
 *
 * @see Davidson (1970) JASA 65:317–328
 */
export const davidson: PairModel = {
  name: 'Davidson',
  tieStart: 0,
  exponential: true,
  allows: () => true,
  evaluate(d, tie, { log, slope, tieSlope, curve, crossCurve, tieCurve }) {
    const top = Math.max(Math.abs(d) / 2, tie)
    const [win, draw, loss] = [Math.exp(d / 2 - top), Math.exp(tie - top), Math.exp(-d / 2 - top)]
    const all = win + draw + loss
    const logAll = top + Math.log(all)
    log[0] = d / 2 - logAll
    log[1] = tie - logAll
    log[2] = -d / 2 - logAll
    const mean = (win - loss) / all / 2
    slope[0] = 0.5 - mean
    slope[1] = -mean
    slope[2] = -0.5 - mean
    const share = draw / all
    tieSlope[0] = -share
    tieSlope[1] = 1 - share
    tieSlope[2] = -share
    curve.fill((win + loss) / all / 4 - mean * mean)
    crossCurve.fill(-share * mean)
    tieCurve.fill(share * (1 - share))
  },
}

/**
 * Rao and Kupper's model with ties: P(first) = 1 / (1 + e^{η − d}), P(second) = 1 / (1 + e^{η + d}), a tie between; the
 * parameter is η > 0, how far apart two systems must be to tell them apart. P(tie) = P(first) P(second) (e^{2η} − 1).
 *
 * @see Rao & Kupper (1967) JASA 62:194–204
 */
export const raoKupper: PairModel = {
  name: 'Rao–Kupper',
  tieStart: 0.5,
  exponential: false,
  allows: (tie) => tie > 0,
  evaluate(d, tie, { log, slope, tieSlope, curve, crossCurve, tieCurve }) {
    const win = 1 / (1 + Math.exp(tie - d))
    const loss = 1 / (1 + Math.exp(tie + d))
    const [winCurve, lossCurve] = [win * (1 - win), loss * (1 - loss)]
    const rest = -Math.expm1(-2 * tie)
    log[0] = -softplus(tie - d)
    log[2] = -softplus(tie + d)
    log[1] = log[0] + log[2] + 2 * tie + Math.log(rest)
    slope[0] = 1 - win
    slope[2] = loss - 1
    slope[1] = loss - win
    tieSlope[0] = win - 1
    tieSlope[2] = loss - 1
    tieSlope[1] = win + loss - 2 + 2 / rest
    curve[0] = winCurve
    curve[2] = lossCurve
    curve[1] = winCurve + lossCurve
    crossCurve[0] = -winCurve
    crossCurve[2] = lossCurve
    crossCurve[1] = lossCurve - winCurve
    tieCurve[0] = winCurve
    tieCurve[2] = lossCurve
    tieCurve[1] = winCurve + lossCurve + (4 * Math.exp(-2 * tie)) / rest ** 2
  },
}
