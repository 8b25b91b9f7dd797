/** An `Estimate` becomes its value, or null where it is not defined; so do those inside lists and objects. */
export function plain(value: unknown): unknown {
  if (value === undefined) return null
  if (Array.isArray(value)) return value.map(plain)
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array)
  if (typeof value !== 'object' || value === null) return value
  if ('defined' in value) return value.defined && 'value' in value ? plain(value.value) : null
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}

/**
 * Where a result first leaves its tolerance, in words; null when it does not. A number passes when
 * |got − expected| ≤ tolAbs + tolRel · |expected|; null, text and truth must be the same.
 */
export function difference(got: unknown, expected: unknown, tolAbs: number, tolRel: number): string | null {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return `got ${show(got)}, expected a list`
    if (got.length !== expected.length) return `got ${got.length} entries, expected ${expected.length}`
    return firstDifference(expected.map((inner, index) => [String(index), got[index], inner]))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof got !== 'object' || got === null) return `got ${show(got)}, expected an object`
    const entries = Object.entries(expected)
    return firstDifference(entries.map(([key, inner]) => [key, (got as Record<string, unknown>)[key], inner]))
  }
  if (typeof expected === 'number') {
    const near = typeof got === 'number' && Math.abs(got - expected) <= tolAbs + tolRel * Math.abs(expected)
    return near ? null : `got ${show(got)}, expected ${expected}`
  }
  return got === expected ? null : `got ${show(got)}, expected ${show(expected)}`

  function firstDifference(entries: [string, unknown, unknown][]): string | null {
    for (const [key, one, other] of entries) {
      const found = difference(one, other, tolAbs, tolRel)
      if (found) return `[${key}] ${found}`
    }
    return null
  }
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 120 ? `${text.slice(0, 117)}...` : text
}
