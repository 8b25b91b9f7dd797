/** Ratings of one system by one annotator: how often each option was given, worst first. */
export type CumulativeCell = { system: number; annotator: number; counts: readonly number[] }

/** Log-likelihood, its gradient, and minus its second derivatives (n × n, lower triangle). */
export type CumulativeSums = { logLikelihood: number; gradient: Float64Array; information: Float64Array }

/** Room for the sums of a model of `size` parameters. */
export function newSums(size: number): CumulativeSums {
  return { logLikelihood: 0, gradient: new Float64Array(size), information: new Float64Array(size * size) }
}

type Place = { thresholds: number; systemAt: Int32Array; annotatorAt: Int32Array }

/**
 * Adds the terms of one cell to the sums. The probability of option k is F(u) − F(l), F the logistic function, with
 * u = τ_k − η and l = τ_{k−1} − η; thresholds out of order make the log-likelihood −∞.
 */
export function addCell(
  sums: CumulativeSums,
  { system, annotator, counts }: CumulativeCell,
  { thresholds, systemAt, annotatorAt }: Place,
  parameters: Float64Array,
): void {
  const shifts = [systemAt[system] as number, annotatorAt[annotator] as number].filter((k) => k >= 0)
  const eta = shifts.reduce((sum, k) => sum + (parameters[k] as number), 0)
  for (let option = 0; option <= thresholds; option++) {
    const n = counts[option] as number
    if (n === 0) continue
    const upper = option === thresholds ? null : logistic((parameters[option] as number) - eta)
    const lower = option === 0 ? null : logistic((parameters[option - 1] as number) - eta)
    const p = probability(upper, lower)
    if (!(p > 0)) {
      sums.logLikelihood = Number.NEGATIVE_INFINITY
      return
    }
    sums.logLikelihood += n * Math.log(p)
    const [du, dl] = [(upper?.slope ?? 0) / p, -(lower?.slope ?? 0) / p]
    const uu = (upper?.curve ?? 0) / p - du * du
    const ll = -(lower?.curve ?? 0) / p - dl * dl
    addTerms(
      sums,
      [
        { at: option < thresholds ? [option] : [], shifts, n, slope: du, own: uu },
        { at: option > 0 ? [option - 1] : [], shifts, n, slope: dl, own: ll },
      ],
      -du * dl,
    )
  }
}

type Side = { at: number[]; shifts: number[]; n: number; slope: number; own: number }

/** u and l each grow by 1 with their threshold and fall by 1 with the effects of system and annotator. */
function addTerms({ gradient, information }: CumulativeSums, sides: [Side, Side], cross: number): void {
  const weights = sides.map(({ at, shifts }) => [
    ...at.map((k) => [k, 1] as const),
    ...shifts.map((k) => [k, -1] as const),
  ])
  const size = gradient.length
  sides.forEach(({ n, slope, own }, side) => {
    for (const [k, weight] of weights[side] ?? []) {
      ;(gradient[k] as number) += n * slope * weight
      for (const [j, other] of weights[side] ?? []) (information[k * size + j] as number) -= n * own * weight * other
      for (const [j, other] of weights[1 - side] ?? [])
        (information[k * size + j] as number) -= n * cross * weight * other
    }
  })
}

type Logistic = { value: number; rest: number; slope: number; curve: number }

function logistic(x: number): Logistic {
  const value = 1 / (1 + Math.exp(-x))
  const rest = 1 / (1 + Math.exp(x))
  return { value, rest, slope: value * rest, curve: value * rest * (rest - value) }
}

/** F(u) − F(l), from the tail in which it loses no digits. */
function probability(upper: Logistic | null, lower: Logistic | null): number {
  if (!upper) return lower ? lower.rest : 1
  if (!lower) return upper.value
  return lower.value > 0.5 ? lower.rest - upper.rest : upper.value - lower.value
}
