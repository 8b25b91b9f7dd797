import { type ConfidenceSequence, checkObservations, cutToUnit } from './confidence-sequence'

/**
 * Two-sided normal-mixture confidence sequence for the mean of variables in [0, 1], which are sub-Gaussian with variance
 * ¼: mean ± √((V + r) · log((V + r) / (r α²))) / t, V = t/4. The closed form; wider than `hedgedBettingSequence`.
 *
 * @param x observations in [0, 1], in the order they came
 * @param tightest after how many observations the interval should be narrowest; chosen beforehand, it sets r
 * @throws RangeError on an observation outside [0, 1]
 * @see Howard, Ramdas, McAuliffe & Sekhon (2021) Ann. Stat. 49:1055–1080
 */
export function normalMixtureSequence(x: ArrayLike<number>, alpha = 0.05, tightest = 100): ConfidenceSequence {
  checkObservations(x, 'normalMixtureSequence')
  const log = Math.log(1 / alpha)
  const r = tightest / 4 / (2 * log + Math.log(1 + 2 * log))
  let sum = 0
  return Array.from(x, (value, index) => {
    sum += value
    const t = index + 1
    const v = t / 4
    const half = Math.sqrt((v + r) * Math.log((v + r) / (r * alpha ** 2))) / t
    return cutToUnit(sum / t - half, sum / t + half)
  })
}
