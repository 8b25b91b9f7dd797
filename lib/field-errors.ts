import type { z } from 'zod'

/** What is wrong with a value, in words, by the path of the field: `groups.1.name`; `''` is the whole. */
export function fieldErrors(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    fields[field] = [...(fields[field] ?? []), issue.message]
  }
  return fields
}
