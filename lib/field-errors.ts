import type { z } from 'zod'
import { AppError } from './errors'

/** Nobody reads more, and a list of a million wrong entries has as many errors. */
export const MOST_ERRORS = 200

type Say = (issue: z.core.$ZodIssue) => string

/** What is wrong with a value, in words, by the path of the field: `groups.1.name`; `''` is the whole. */
export function fieldErrors(error: z.ZodError, say: Say = ({ message }) => message): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of error.issues.slice(0, MOST_ERRORS)) {
    const field = issue.path.join('.')
    fields[field] ??= []
    fields[field].push(say(issue))
  }
  return fields
}

/** What was sent is refused as `invalid`, with messages by field. */
export function invalidInput(error: z.ZodError): AppError {
  return new AppError('invalid', { fields: fieldErrors(error), cause: error })
}
