import type { JsonRecord } from '../read/fields'

/** Places that are told of; tables of more hold names that are data. */
const MOST_PLACES = 200
/** Distinct values that are kept of a place, and how long they may be: what has more is no list of verdicts. */
const MOST_VALUES = 100
const LONGEST_VALUE = 100
const EXAMPLES = 3
const LONGEST_EXAMPLE = 160
/** How deep objects and lists are gone into. */
const DEEPEST = 5
/** Texts longer than this are not tried as JSON. */
const LONGEST_JSON = 1_000_000

const KINDS = ['text', 'number', 'truth', 'list', 'object'] as const
export type Kind = (typeof KINDS)[number]

/** What is known of a column, or of a path within one. */
export type LookedAt = {
  path: string
  /** Whether a text on the way was read as JSON. */
  json: boolean
  /** How many records have a value of each kind there. */
  kinds: Partial<Record<Kind, number>>
  filled: number
  /** Records whose text is JSON of a list or an object. */
  asJson: number
  /** Every value with its count, the most frequent first; null where there are too many. */
  values: { value: string; count: number }[] | null
  examples: string[]
}

type Counting = Omit<LookedAt, 'values'> & { counts: Map<string, number> | null }

/** Looks at a table's records one after the other, in bounded memory. */
export class TableLook {
  readonly #places = new Map<string, Counting>()
  #records = 0
  #more = 0

  /** @param columns the names of CSV: they are told of even where they are empty */
  constructor(columns: readonly string[] | null) {
    for (const column of (columns ?? []).slice(0, MOST_PLACES)) this.#placeAt(column, false)
    this.#more = Math.max(0, (columns?.length ?? 0) - MOST_PLACES)
  }

  add(record: JsonRecord): void {
    this.#records++
    for (const [column, value] of Object.entries(record)) this.#look(column, value, false, 1)
  }

  summary(): { records: number; places: LookedAt[]; more: number } {
    const places = [...this.#places.values()].map(({ counts, ...place }) => ({
      ...place,
      values: sorted(counts, this.#records - place.filled),
    }))
    return { records: this.#records, places, more: this.#more }
  }

  #look(path: string, value: unknown, json: boolean, depth: number): void {
    if (value === undefined || value === null || value === '') return
    const place = this.#placeAt(path, json)
    if (!place) return
    place.filled++
    const kind = kindOf(value)
    place.kinds[kind] = (place.kinds[kind] ?? 0) + 1
    countValue(place, value, kind)
    if (place.examples.length < EXAMPLES) addExample(place.examples, value)
    if (depth >= DEEPEST) return
    const inside = kind === 'text' ? jsonIn(String(value)) : value
    if (typeof inside !== 'object' || inside === null) return
    if (kind === 'text') place.asJson++
    this.#lookInside(path, inside, json || kind === 'text', depth + 1)
  }

  #lookInside(path: string, inside: object, json: boolean, depth: number): void {
    if (!Array.isArray(inside)) {
      for (const [key, value] of Object.entries(inside).slice(0, MOST_PLACES))
        this.#look(`${path}.${key}`, value, json, depth)
      return
    }
    // The first and the last tell what a list holds; lists of texts are taken whole.
    const [first, last] = [inside[0], inside.at(-1)]
    if (typeof first === 'object' && first !== null) this.#look(`${path}[0]`, first, json, depth)
    if (inside.length > 1 && typeof last === 'object' && last !== null) this.#look(`${path}[-1]`, last, json, depth)
  }

  #placeAt(path: string, json: boolean): Counting | undefined {
    const there = this.#places.get(path)
    if (there) return there
    if (path.length > 300 || this.#places.size >= MOST_PLACES) {
      this.#more++
      return undefined
    }
    const place: Counting = { path, json, kinds: {}, filled: 0, asJson: 0, examples: [], counts: new Map() }
    this.#places.set(path, place)
    return place
  }
}

function kindOf(value: unknown): Kind {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number' || typeof value === 'bigint') return 'number'
  if (typeof value === 'boolean') return 'truth'
  return Array.isArray(value) ? 'list' : 'object'
}

function countValue(place: Counting, value: unknown, kind: Kind): void {
  if (!place.counts) return
  const text = kind === 'list' || kind === 'object' ? null : String(value).trim()
  if (text === null || text.length > LONGEST_VALUE || (place.counts.size >= MOST_VALUES && !place.counts.has(text)))
    place.counts = null
  else place.counts.set(text, (place.counts.get(text) ?? 0) + 1)
}

/** With what is empty, as a value of its own. */
function sorted(counts: Map<string, number> | null, empty: number): LookedAt['values'] {
  if (!counts) return null
  const values = [...counts].map(([value, count]) => ({ value, count: value === '' ? count + empty : count }))
  if (empty > 0 && !counts.has('')) values.push({ value: '', count: empty })
  return values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function addExample(examples: string[], value: unknown): void {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const cut = Array.from(text.slice(0, 2 * LONGEST_EXAMPLE))
    .slice(0, LONGEST_EXAMPLE)
    .join('')
  const shown = cut.length < text.length ? `${cut}…` : cut
  if (!examples.includes(shown)) examples.push(shown)
}

function jsonIn(text: string): unknown {
  if (text.length > LONGEST_JSON || !/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
