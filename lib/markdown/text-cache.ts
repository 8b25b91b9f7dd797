/**
 * Remembers what texts became, the latest used first, up to a number of characters. Several annotators read the same
 * response, and a text that took too long must not take it again.
 */
export function createTextCache(mostCharacters: number, make: (text: string) => string): (text: string) => string {
  const made = new Map<string, string>()
  let characters = 0
  return (text) => {
    const result = made.get(text) ?? make(text)
    if (made.delete(text)) characters -= text.length + result.length
    made.set(text, result)
    characters += text.length + result.length
    for (const [oldest, its] of made) {
      if (characters <= mostCharacters) break
      made.delete(oldest)
      characters -= oldest.length + its.length
    }
    return result
  }
}
