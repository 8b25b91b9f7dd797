/**
 * How much to bet on each observation, from those before it only: λ_t = √(2 log(2/α) / (t log(1 + t) σ²_{t−1})), where
 * mean and variance start at ½ and ¼ with one fake observation.
 *
 * @see Waudby-Smith & Ramdas (2024) J. R. Stat. Soc. B 86:1–27, section 3.2
 */
export function predictableBets(x: ArrayLike<number>, alpha: number): Float64Array {
  const bets = new Float64Array(x.length)
  let sum = 0.5
  let squares = 0.25
  let variance = 0.25
  for (let index = 0; index < x.length; index++) {
    const t = index + 1
    bets[index] = Math.sqrt((2 * Math.log(2 / alpha)) / (t * Math.log(1 + t) * variance))
    sum += x[index] as number
    const mean = sum / (t + 1)
    squares += ((x[index] as number) - mean) ** 2
    variance = squares / (t + 1)
  }
  return bets
}
