import 'server-only'
import { z } from 'zod'
import type { AppError, Problem } from '@/lib/errors'
import { fieldErrors } from '@/lib/field-errors'
import type { Language } from './languages'
import { plainWords } from './pages'

/** A refusal in a language, by its code, and by field and what is wrong there; as it was said where there are no words. */
export function translateProblem(error: AppError, language: Language): Problem {
  const problem = error.toProblem()
  const messages: Record<string, string> = plainWords(language, 'problems')
  const fields: Record<string, Record<string, string>> = plainWords(language, 'fields')
  const translated = { ...problem, message: messages[error.code] ?? problem.message }
  if (!(error.cause instanceof z.ZodError)) return translated
  const say = ({ path, code, message }: z.core.$ZodIssue) => fields[path.join('.')]?.[code] ?? message
  return { ...translated, fields: fieldErrors(error.cause, say) }
}
