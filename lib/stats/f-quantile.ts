import inverseBeta from '@stdlib/math-base-special-kernel-betaincinv'

/**
 * The point an F variable stays below with probability `p`.
 *
 * @param above degrees of freedom of the numerator, > 0
 * @param below degrees of freedom of the denominator, > 0; need not be whole
 * @throws RangeError unless 0 < p < 1 and both are > 0
 */
export function fQuantile(p: number, above: number, below: number): number {
  if (!(p > 0 && p < 1 && above > 0 && below > 0))
    throw new RangeError(`fQuantile requires 0 < p < 1 and degrees of freedom > 0, got ${p}, ${above}, ${below}`)
  const [x = 0, rest = 1] = inverseBeta(above / 2, below / 2, p, 1 - p)
  return (below * x) / (above * rest)
}
