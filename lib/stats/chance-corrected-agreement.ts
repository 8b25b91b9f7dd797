import { identityWeights } from './agreement-weights'
import { checkCounts } from './check-counts'
import { defined, type Estimate, notDefined } from './estimate'

/** A coefficient with Gwet's standard error (null for fewer than two items), and agreement seen and by chance. */
export type ChanceCorrected = { coefficient: number; se: number | null; observed: number; expected: number }

/** Which agreement is expected by chance: Fleiss' Σ w π π, or Gwet's, which stays sensible when one answer dominates. */
export type ChanceModel = 'fleiss' | 'gwet'

/**
 * Chance-corrected agreement of many annotators with missing ratings: (pa − pe) / (1 − pe).
 *
 * pa is the mean over items with two or more ratings of the weighted share of agreeing pairs; π_k the mean over items
 * with one or more of the share of category k. 'fleiss': pe = Σ w π π, Gwet's generalisation of Fleiss' kappa. 'gwet':
 * pe = Σ w / (q(q − 1)) · Σ π(1 − π), which is AC1 with identity weights and AC2 with others. Standard error: linearised,
 * items a sample from many, annotators as they are.
 *
 * @param counts how often each category was given, per item; items without ratings are left out
 * @param weights agreement of each two categories; identity by default
 * @returns not defined when no item has two ratings, or ('fleiss') when one category only was used
 * @see Gwet (2008) Br. J. Math. Stat. Psychol. 61:29–48; Gwet (2014) Handbook of Inter-Rater Reliability, ch. 4–6
 */
export function chanceCorrectedAgreement(
  counts: readonly (readonly number[])[],
  model: ChanceModel,
  weights: readonly (readonly number[])[] = identityWeights(counts[0]?.length ?? 0),
): Estimate<ChanceCorrected> {
  const kinds = kindsOf(counts, weights)
  const rated = over(kinds, () => 1)
  const several = over(kinds, ({ size }) => (size >= 2 ? 1 : 0))
  if (several === 0) return notDefined('No item was judged by two annotators.')
  const observed = over(kinds, ({ agreement }) => agreement) / several
  const shares = weights.map((_, k) => over(kinds, ({ item, size }) => (item[k] as number) / size) / rated)
  const pull = chancePull(shares, weights, model)
  const expected = sum(shares.map((share, k) => share * (pull[k] as number)))
  if (1 - expected < 1e-12) return notDefined('One category only was used.')
  const coefficient = (observed - expected) / (1 - expected)
  const squares = over(kinds, ({ item, size, agreement }) => {
    const own = size >= 2 ? (rated / several) * (agreement - expected) : 0
    const chance = sum(item.map((c, k) => c * (pull[k] as number))) / size
    const influence = (own - 2 * (1 - coefficient) * (chance - expected)) / (1 - expected)
    return (influence - coefficient) ** 2
  })
  const se = rated < 2 ? null : Math.sqrt(squares / (rated * (rated - 1)))
  return defined({ coefficient, se, observed, expected })
}

/** Items with the same counts: how many, their ratings, and the weighted share of these that agree. */
type Kind = { times: number; item: readonly number[]; size: number; agreement: number }

/** There are few kinds, however many items: each is looked at once. Items without ratings are none. */
function kindsOf(counts: readonly (readonly number[])[], weights: readonly (readonly number[])[]): Kind[] {
  const kinds = new Map<string, Kind>()
  for (const item of counts) {
    const key = item.join()
    const known = kinds.get(key)
    if (known) {
      known.times++
      continue
    }
    checkCounts(item, 'chanceCorrectedAgreement')
    kinds.set(key, { times: 1, item, size: sum(item), agreement: weightedAgreement(item, weights) })
  }
  return [...kinds.values()].filter(({ size }) => size > 0)
}

/** Sum over all items of a number that items of a kind share. */
function over(kinds: readonly Kind[], of: (kind: Kind) => number): number {
  return kinds.reduce((total, kind) => total + kind.times * of(kind), 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Share of agreeing pairs among an item's ratings; 0 for a single rating. */
function weightedAgreement(item: readonly number[], weights: readonly (readonly number[])[]): number {
  const size = sum(item)
  if (size < 2) return 0
  const agreeing = item.map((count, k) => {
    const alike = sum(item.map((other, l) => other * (weights[k]?.[l] ?? 0)))
    return count * (alike - 1)
  })
  return sum(agreeing) / (size * (size - 1))
}

/** What a rating of category k contributes to chance agreement: pe = Σ π_k · pull_k. */
function chancePull(shares: readonly number[], weights: readonly (readonly number[])[], model: ChanceModel): number[] {
  const q = shares.length
  if (model === 'gwet') {
    const total = sum(weights.map((row) => sum(row)))
    return shares.map((share) => (total / (q * (q - 1))) * (1 - share))
  }
  return shares.map((_, k) =>
    sum(shares.map((share, l) => (share * ((weights[k]?.[l] ?? 0) + (weights[l]?.[k] ?? 0))) / 2)),
  )
}
