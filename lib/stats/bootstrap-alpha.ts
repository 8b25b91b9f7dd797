import type { Estimate } from './estimate'
import { type AlphaLevel, addCoincidences, alphaOfCoincidences } from './krippendorff-alpha'
import { type Below, type BootstrapSummary, summariseReplicates } from './resampling'

/**
 * Percentile bootstrap of Krippendorff's alpha, at several levels from the same draws: the values of `bootstrapItems`,
 * up to rounding, without building lists. Clusters with the same coincidences are counted as one kind, so that a replicate
 * costs one draw a cluster and a sum over the few kinds there are.
 *
 * @param clusters for each prompt the counts of its items, how often each category was given
 * @param below seeded source of randomness
 * @param values of the categories, for levels that have them
 * @returns for each level, not defined where alpha is not, in nearly all resamples
 */
export function bootstrapAlpha(
  clusters: readonly (readonly (readonly number[])[])[],
  levels: readonly AlphaLevel[],
  below: Below,
  replicates = 1000,
  values?: readonly number[],
): Estimate<BootstrapSummary>[] {
  const { kindOf, kinds, cells } = kindsOf(clusters)
  const drawn = new Float64Array(kinds.length)
  const found: (number | null)[][] = levels.map(() => [])
  for (let round = 0; round < replicates; round++) {
    drawn.fill(0)
    for (let k = 0; k < kindOf.length; k++) (drawn[kindOf[below(kindOf.length)] as number] as number)++
    const matrix = new Float64Array(cells)
    kinds.forEach((kind, index) => {
      for (let cell = 0; cell < cells; cell++)
        (matrix[cell] as number) += (drawn[index] as number) * (kind[cell] as number)
    })
    levels.forEach((level, index) => {
      const alpha = alphaOfCoincidences(matrix, level, values)
      found[index]?.push(alpha.defined ? alpha.value : null)
    })
  }
  return found.map((of) => summariseReplicates(of))
}

function kindsOf(clusters: readonly (readonly (readonly number[])[])[]) {
  const q = clusters.find((items) => items.length > 0)?.[0]?.length ?? 0
  const numbers = new Map<string, number>()
  const kinds: Float64Array[] = []
  const kindOf = new Int32Array(clusters.length)
  clusters.forEach((items, index) => {
    const coincidences = new Float64Array(q * q)
    for (const item of items) addCoincidences(coincidences, item)
    const key = coincidences.join()
    const known = numbers.get(key)
    kindOf[index] = known ?? kinds.length
    if (known !== undefined) return
    numbers.set(key, kinds.length)
    kinds.push(coincidences)
  })
  return { kindOf, kinds, cells: q * q }
}
