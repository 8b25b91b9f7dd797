/** The elements that stand in a list more than once, each once. */
export function duplicates<T>(list: readonly T[]): T[] {
  const seen = new Set<T>()
  return [...new Set(list.filter((element) => seen.size === seen.add(element).size))]
}
