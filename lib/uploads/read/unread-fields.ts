import { isStorable } from '@/lib/storable'
import type { Format } from '../formats/format'
import type { Unread } from '../unread'
import { MOST } from './bounds'
import { isGiven, type JsonRecord } from './fields'

/** Fields that are told of by name; of more it is said how many. */
const NAMED = 50
const LONGEST_NAME = 80

/** Fields of the other kind of file, which the same file may be uploaded as, too. */
const OF_THE_OTHER: Record<'PROMPTS' | 'RESPONSES', ReadonlySet<string>> = {
  PROMPTS: new Set([
    'response',
    'output',
    'generation',
    'generator',
    'system',
    'model',
    'model_id',
    'sample',
    'reference',
  ]),
  RESPONSES: new Set(['category', 'dataset', 'source', 'tags']),
}

/** Counts, record by record, what is in fields that nothing looked at. */
export class UnreadFields {
  readonly #fields = new Map<string, { records: number; characters: number }>()
  #records = 0
  #read = 0
  #unnamed = 0

  constructor(private readonly format: Format) {}

  /** @param looked the fields that were looked at while the record was read */
  add(record: JsonRecord, looked: ReadonlySet<string>): void {
    this.#records++
    for (const field of Object.keys(record)) {
      if (!isGiven(record, field)) continue
      const characters = textIn(record[field])
      if (looked.has(field)) this.#read += characters
      else this.#count(field, characters)
    }
  }

  summary(): Unread {
    const all = [...this.#fields].map(([field, counts]) => {
      return { field: showable(field), ...counts, known: this.#whyKnown(field) }
    })
    const ignored = all
      .filter(({ known }) => known === null)
      .reduce((sum, { characters }) => sum + characters, this.#unnamed)
    const fields = all.sort((a, b) => b.characters - a.characters || b.records - a.records)
    const more = Math.max(0, fields.length - NAMED)
    return { records: this.#records, fields: fields.slice(0, NAMED), more, read: this.#read, ignored }
  }

  #whyKnown(field: string): 'OTHER' | 'BESIDE' | null {
    if (this.format.beside?.includes(field)) return 'BESIDE'
    return OF_THE_OTHER[this.format.kind].has(field) ? 'OTHER' : null
  }

  #count(field: string, characters: number): void {
    const counts = this.#fields.get(field) ?? { records: 0, characters: 0 }
    // Names that are data, of which there is no end, are counted together.
    if (this.#fields.size >= MOST.fields && counts.records === 0) this.#unnamed += characters
    else this.#fields.set(field, { records: counts.records + 1, characters: counts.characters + characters })
  }
}

/** Characters of all texts in a value; numbers and names of fields are none. */
function textIn(value: unknown): number {
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce((sum: number, one) => sum + textIn(one), 0)
}

function showable(field: string): string {
  const cut = Array.from(field.slice(0, 2 * LONGEST_NAME))
    .slice(0, LONGEST_NAME)
    .join('')
  return isStorable(cut) ? cut : '?'
}
