import { RecordProblem } from '../problems'
import type { Place } from './schema'

/** One step of a path: a number in brackets, from the end where it is negative. */
const INDEX = /^\[(-?\d{1,9})\]/

/**
 * What stands at a place of a record; undefined where nothing does. A column whose whole name is the path goes first, so
 * that names with dots are found.
 * @throws RecordProblem `not_json` for a text that should be JSON and is not
 */
export function valueAt(record: unknown, { path, json }: Place): unknown {
  return walk(record, path, json, path)
}

function walk(value: unknown, rest: string, json: boolean, path: string): unknown {
  const found = json && typeof value === 'string' ? parse(value, path) : value
  if (rest === '') return found
  if (typeof found !== 'object' || found === null) return undefined
  if (Array.isArray(found)) {
    const index = INDEX.exec(rest)
    return index ? walk(found.at(Number(index[1])), after(rest, index[0].length), json, path) : undefined
  }
  for (const end of endsOf(rest)) {
    const key = rest.slice(0, end)
    // Only what the record itself has: `__proto__` and the like are names as any other.
    if (Object.hasOwn(found, key)) return walk((found as Record<string, unknown>)[key], after(rest, end), json, path)
  }
  return undefined
}

/** Where a name at the beginning of a path may end, the longest first. */
function endsOf(rest: string): number[] {
  const ends = [...rest.matchAll(/[.[]/g)].map(({ index }) => index).filter((index) => index > 0)
  return [rest.length, ...ends.reverse()]
}

function after(rest: string, end: number): string {
  const left = rest.slice(end)
  return left.startsWith('.') ? left.slice(1) : left
}

/** An empty text is nothing, as in any table. */
function parse(value: string, path: string): unknown {
  if (value.trim() === '') return undefined
  try {
    return JSON.parse(value)
  } catch {
    throw new RecordProblem(
      'not_json',
      `“${path}” is to be read as JSON, and is none: ${JSON.stringify(value.slice(0, 40))}`,
    )
  }
}
