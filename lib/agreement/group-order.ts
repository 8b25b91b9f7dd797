/** A group of annotators as figures name it. */
export type NamedGroup = { name: string; kind: 'HUMAN' | 'LLM' }

/** Compares names of groups as every figure shows them: people before LLMs, by name; those no longer in the study last. */
export function byGroup(groups: readonly NamedGroup[]): (one: string, other: string) => number {
  const places = new Map(groups.map(({ name }, place) => [name, place]))
  const placeOf = (name: string) => places.get(name) ?? groups.length
  return (one, other) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1)
}
