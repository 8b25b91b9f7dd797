import type { JsonRecord } from './fields'
import { aboutInspect } from './inspect-log'
import { closing } from './json-text'

/** A kind of JSON object around a list of records. */
export type Wrapped = {
  /** The field that holds the list. */
  list: string
  /** One that stands before it. */
  needs: string
  /** What the object says of each record. */
  about: (before: JsonRecord) => JsonRecord
}

const WRAPPED: readonly Wrapped[] = [
  {
    list: 'request_states',
    needs: 'adapter_spec',
    about: ({ adapter_spec: spec }) => ({ model: (spec as { model?: unknown } | null)?.model ?? null }),
  },
  { list: 'samples', needs: 'eval', about: aboutInspect },
  { list: 'examples', needs: 'models', about: ({ models }) => ({ models }) },
]

/** Tells from the fields with which one JSON object begins whether it is a list of records with something around it. */
export function wrappedIn(beginning: string): Wrapped | undefined {
  const { fields, isWhole } = fieldsWithin(beginning.trimStart())
  return WRAPPED.find(({ list, needs }) => fields.has(needs) && (fields.has(list) || !isWhole))
}

/** The names of an object's own fields, as far as its text goes, and whether it ends there. */
function fieldsWithin(beginning: string): { fields: Set<string>; isWhole: boolean } {
  const fields = new Set<string>()
  let depth = 0
  for (let at = 0; at < beginning.length; at++) {
    const sign = beginning[at]
    if (sign === '"') {
      const end = closing(beginning, at)
      if (depth === 1 && /^\s*:/.test(beginning.slice(end + 1, end + 20))) fields.add(beginning.slice(at + 1, end))
      at = end
    } else if (sign === '{' || sign === '[') depth += 1
    else if (sign === '}' || sign === ']') depth -= 1
    if (depth === 0 && at > 0) return { fields, isWhole: true }
  }
  return { fields, isWhole: false }
}
