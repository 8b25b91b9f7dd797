import { z } from 'zod'

/** Longer than any text, list or table of names that a person sends; a larger number than any. */
const LONG = 'x'.repeat(200_001)
const MANY = Array.from({ length: 100_001 })
const HUGE = [1e15, -1e15, Number.NaN]
/** What the database cannot hold. */
const UNSTORABLE = ['\0', 'a\uD800']

/**
 * The places of a schema that take input without an end, or texts that cannot be stored, each tried with such an input:
 * `groups[].name takes a text of any length`.
 */
export function unbounded(schema: z.ZodType, place = ''): string[] {
  const say = (takes: boolean, what: string) => (takes ? [`${place || 'the whole'} takes ${what}`] : [])
  const accepts = (values: readonly unknown[]) => values.some((value) => schema.safeParse(value).success)
  const tooBig = (value: unknown) => schema.safeParse(value).error?.issues.some(isOfTheWhole) ?? false
  const { def } = schema._zod
  const inner = (part: unknown, at: string) => unbounded(part as z.ZodType, `${place}${at}`)
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) => inner(field, place ? `.${name}` : name))
  if (schema instanceof z.ZodArray)
    return [...say(!tooBig(MANY), 'a list of any length'), ...inner(schema.element, '[]')]
  if (schema instanceof z.ZodRecord)
    return [
      ...say(!tooBig(Object.fromEntries(MANY.map((_, index) => [`n${index}`, '']))), 'any number of names'),
      ...inner(schema.keyType, '{name}'),
      ...inner(schema.valueType, '{}'),
    ]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => inner(option, ''))
  if (schema instanceof z.ZodIntersection) return [...inner(schema.def.left, ''), ...inner(schema.def.right, '')]
  if (schema instanceof z.ZodPipe) return inner(schema.def.in, '')
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat)
    return [...say(accepts([LONG]), 'a text of any length'), ...say(accepts(UNSTORABLE), 'what cannot be stored')]
  if (schema instanceof z.ZodNumber) return say(accepts(HUGE), 'any number')
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodBoolean) return []
  // What may not be there has no end to it.
  if (schema instanceof z.ZodNever) return []
  if ('innerType' in def) return inner(def.innerType, '')
  return say(true, `a ${def.type}, of which nothing is known`)
}

/** Whether what is wrong is the size of the whole, and nothing after it was looked at. */
function isOfTheWhole({ code, path, message }: z.core.$ZodIssue): boolean {
  return path.length === 0 && (code === 'too_big' || (code === 'custom' && message.startsWith('At most')))
}
