import { type ConfidenceSequence, checkObservations, cutToUnit } from './confidence-sequence'

/**
 * Asymptotic confidence sequence: mean ± sd · √((t ρ² + 1) / (t² ρ²) · log((t ρ² + 1) / α²)), population sd of what was
 * seen. Narrower than the others, but right only once many observations are in: with few, or when all are equal, it
 * may have no width at all. Not for stopping early.
 *
 * @param x observations in [0, 1], in the order they came
 * @param tightest after how many observations the interval should be narrowest; chosen beforehand, it sets ρ
 * @throws RangeError on an observation outside [0, 1]
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2024) Ann. Stat. 52:2613–2640
 */
export function asymptoticSequence(x: ArrayLike<number>, alpha = 0.05, tightest = 100): ConfidenceSequence {
  checkObservations(x, 'asymptoticSequence')
  const rho2 = (-(alpha ** 2) - 2 * Math.log(alpha) + Math.log(1 - 2 * Math.log(alpha) - alpha ** 2)) / tightest
  let mean = 0
  let squares = 0
  return Array.from(x, (value, index) => {
    const t = index + 1
    const away = value - mean
    mean += away / t
    squares += away * (value - mean)
    const scale = (t * rho2 + 1) / (t ** 2 * rho2)
    const half = Math.sqrt((squares / t) * scale * Math.log((t * rho2 + 1) / alpha ** 2))
    return cutToUnit(mean - half, mean + half)
  })
}
