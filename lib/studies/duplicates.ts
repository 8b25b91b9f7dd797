/** The elements that stand in a list more than once, each once. */
export function duplicates<T>(list: readonly T[]): T[] {
  return [...new Set(list.filter((element, index) => list.indexOf(element) !== index))]
}
