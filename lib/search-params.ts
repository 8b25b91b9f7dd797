import { word } from './inputs'

/** A query as pages are given it. */
export type SearchParams = Record<string, string | string[] | undefined>

const Value = word()

/** The last value of this name in an address; null for none, an empty one, or what can be no value of ours. */
export function oneOf(raw: SearchParams, name: string): string | null {
  const given = raw[name]
  return Value.safeParse(Array.isArray(given) ? given.at(-1) : given).data || null
}

/** The number of this name in an address: what is no whole number of the range, written plainly, is the least. */
export function wholeOf(raw: SearchParams, name: string, least: number, most = 1_000_000): number {
  const given = oneOf(raw, name)
  const number = given && /^\d{1,9}$/.test(given) ? Number(given) : least
  return number >= least && number <= most ? number : least
}
