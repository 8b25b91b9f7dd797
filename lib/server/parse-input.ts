import type { z } from 'zod'
import { AppError } from '@/lib/errors'

/**
 * Parses what a client sent.
 * @throws AppError `invalid` with messages by field (`''` for the whole)
 */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  const fields: Record<string, string[]> = {}
  for (const issue of result.error.issues) {
    const field = issue.path.join('.')
    fields[field] = [...(fields[field] ?? []), issue.message]
  }
  throw new AppError('invalid', { fields })
}
