import { defined, type Estimate, notDefined } from '../estimate'
import { averageRanks } from './average-ranks'

/**
 * Kendall's tau-b of two lists: agreeing less disagreeing pairs over the geometric mean of the pairs that each list tells
 * apart. 1 is the same order, −1 the reverse.
 *
 * @returns not defined below two values, or where one list has a single value only
 * @throws RangeError on lists of differing length, or a value that is not finite
 * @see Kendall (1945) Biometrika 33:239–251
 */
export function kendallTauB(x: readonly number[], y: readonly number[]): Estimate<number> {
  return ofRanks(x, y, (a, b) => {
    let [together, apartA, apartB] = [0, 0, 0]
    for (let i = 1; i < a.length; i++) {
      for (let j = 0; j < i; j++) {
        const [one, other] = [
          Math.sign((a[i] as number) - (a[j] as number)),
          Math.sign((b[i] as number) - (b[j] as number)),
        ]
        together += one * other
        apartA += one * one
        apartB += other * other
      }
    }
    return together / Math.sqrt(apartA * apartB)
  })
}

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank.
 *
 * @returns not defined below two values, or where one list has a single value only
 * @throws RangeError on lists of differing length, or a value that is not finite
 * @see Spearman (1904) Am. J. Psychol. 15:72–101
 */
export function spearmanCorrelation(x: readonly number[], y: readonly number[]): Estimate<number> {
  return ofRanks(x, y, correlate)
}

/**
 * Pearson's correlation of the values themselves.
 *
 * @returns not defined below two values, or where one list has a single value only
 * @throws RangeError on lists of differing length, or a value that is not finite
 */
export function pearsonCorrelation(x: readonly number[], y: readonly number[]): Estimate<number> {
  return ofRanks(x, y, () => correlate(x, y))
}

function ofRanks(
  x: readonly number[],
  y: readonly number[],
  measure: (a: ArrayLike<number>, b: ArrayLike<number>) => number,
): Estimate<number> {
  if (x.length !== y.length)
    throw new RangeError(`A correlation is of lists of one length, got ${x.length}, ${y.length}`)
  if (x.length < 2) return notDefined('A correlation needs two values.')
  const [a, b] = [averageRanks(x).ranks, averageRanks(y).ranks]
  if (isConstant(a) || isConstant(b)) return notDefined('All values of one list are equal.')
  return defined(measure(a, b))
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0])
}

function correlate(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (let k = 0; k < n; k++) {
    const [one, other] = [(a[k] as number) - meanA, (b[k] as number) - meanB]
    ab += one * other
    aa += one * one
    bb += other * other
  }
  return ab / Math.sqrt(aa * bb)
}

function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}
