import { inside } from './content'
import type { JsonRecord } from './fields'
import { aboutInspect } from './inspect-log'
import { closing } from './json-text'

/** A kind of JSON object around records: a list of them, or an object in which each has a name. */
export type Wrapped = {
  /** The field that holds them. */
  holds: string
  /** Fields of which one stands before it, or is it. */
  needs: readonly string[]
  /** What the object says of each record. */
  about: (before: JsonRecord) => JsonRecord
  /** Where records have names: the fields under which a record has its name and what stood under that. */
  named?: { name: string; value: string }
}

const WRAPPED: readonly Wrapped[] = [
  {
    holds: 'request_states',
    needs: ['adapter_spec'],
    about: ({ adapter_spec: spec }) => ({ model: (spec as { model?: unknown } | null)?.model ?? null }),
  },
  { holds: 'samples', needs: ['eval'], about: aboutInspect },
  { holds: 'examples', needs: ['models'], about: ({ models }) => ({ models }) },
  {
    holds: 'instance_id_to_label_to_value',
    needs: ['instance_id_ordering', 'instance_id_to_label_to_value'],
    about: ({ user_id, instance_id_to_behavioral_data: seen }) => ({ user_id, spent: timesIn(seen) }),
    named: { name: 'instance_id', value: 'label_to_value' },
  },
]

/** Of what a user of Potato did with each instance, how long it took and when it ended. */
function timesIn(seen: unknown): JsonRecord {
  return Object.fromEntries(
    Object.entries(inside(seen)).map(([id, behaviour]) => {
      const { total_time_ms: took, session_end: ended } = inside(behaviour)
      return [id, { took, ended }]
    }),
  )
}

/** Tells from the fields with which one JSON object begins whether it is records with something around them. */
export function wrappedIn(beginning: string): Wrapped | undefined {
  const { fields, isWhole } = fieldsWithin(beginning.trimStart())
  return WRAPPED.find(({ holds, needs }) => needs.some((field) => fields.has(field)) && (fields.has(holds) || !isWhole))
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
