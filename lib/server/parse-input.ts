import type { z } from 'zod'
import { invalidInput } from '@/lib/field-errors'

/**
 * Parses what a client sent.
 * @throws AppError `invalid` with messages by field (`''` for the whole)
 */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw)
  if (result.success) return result.data
  throw invalidInput(result.error)
}
