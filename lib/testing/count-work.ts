import { Session } from 'node:inspector'

type Range = { count: number }
type Coverage = { result: { url: string; functions: { ranges: Range[] }[] }[] }
type Method = (this: unknown, ...given: unknown[]) => unknown

/** Built-in functions that go through what they are called on, or given: their work shows in no counter of ours. */
const BUILT_IN: [owner: object, names: string[]][] = [
  [String.prototype, ['indexOf', 'includes', 'slice', 'split', 'replaceAll', 'trim', 'toLowerCase', 'startsWith']],
  [Array.prototype, ['indexOf', 'includes', 'find', 'findIndex', 'some', 'every', 'filter', 'map', 'concat', 'join']],
  [Uint8Array.prototype, ['every', 'filter', 'includes', 'lastIndexOf', 'indexOf']],
  [Buffer.prototype, ['indexOf', 'toString', 'lastIndexOf']],
  [Buffer, ['concat', 'byteLength']],
  [RegExp.prototype, ['exec']],
  [JSON, ['parse', 'stringify']],
  [Object, ['keys', 'values', 'fromEntries']],
]

/**
 * How many steps some code takes, counted and not timed: every block of the sources of a folder each time it is run (by
 * V8's own counters), and everything that built-in functions go through.
 * @param folder part of the sources' address
 */
export async function countWork(folder: string, run: () => Promise<unknown>): Promise<number> {
  const session = new Session()
  session.connect()
  const built = watchBuiltIn()
  try {
    post(session, 'Profiler.enable')
    post(session, 'Profiler.startPreciseCoverage', { callCount: true, detailed: true })
    await run()
    const { result } = post(session, 'Profiler.takePreciseCoverage') as Coverage
    const ours = result.filter(({ url }) => url.includes(folder))
    if (ours.length === 0) throw new Error(`No source of ${folder} was run`)
    const blocks = ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    return blocks.reduce((sum, { count }) => sum + count, 0) + built.steps()
  } finally {
    built.restore()
    session.disconnect()
  }
}

function post(session: Session, method: string, params: object = {}): unknown {
  let answer: unknown
  // Within one thread the inspector answers before it returns.
  session.post(method, params, (error, result) => {
    if (error) throw error
    answer = result
  })
  return answer
}

function watchBuiltIn(): { steps: () => number; restore: () => void } {
  let steps = 0
  const undo = BUILT_IN.flatMap(([owner, names]) =>
    names.map((name) => {
      const original = Reflect.get(owner, name) as Method
      const watched: Method = function (...given) {
        const from = this instanceof RegExp && this.global ? this.lastIndex : 0
        const result = Reflect.apply(original, this, given)
        steps += name === 'exec' ? matched(result, given[0], from) : goneThrough(name, this, given, result)
        return result
      }
      Reflect.set(owner, name, watched)
      return () => Reflect.set(owner, name, original)
    }),
  )
  const restore = () => {
    for (const put of undo) put()
  }
  return { steps: () => steps, restore }
}

/** What a search went through: to the end of the match, or of the text. */
function matched(result: unknown, text: unknown, from: number): number {
  const match = result as RegExpExecArray | null
  return (match ? match.index + match[0].length : lengthOf(text)) - from
}

/** What one call went through: up to what was found, what was cut out, or all of it. */
function goneThrough(name: string, self: unknown, [first, from]: unknown[], result: unknown): number {
  const whole = Math.max(lengthOf(self), lengthOf(first))
  if (name === 'slice' || name === 'toString') return lengthOf(result)
  if (name === 'startsWith') return lengthOf(first)
  if (name !== 'indexOf') return whole
  const start = typeof from === 'number' ? from : 0
  return (typeof result === 'number' && result >= 0 ? result + 1 : lengthOf(self)) - start
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length
  return 0
}
