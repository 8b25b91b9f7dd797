import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'

/**
 * Reads a JSON file of a known shape.
 * @throws AppError `file_unreadable` naming the file, and the place where it is not of that shape
 */
export function readJson<T>(file: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(parse(file))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw unreadable(`${file}: ${placeOf(issue?.path ?? [])}${issue?.message}`)
}

/** Says what is wrong with a file of reference values. */
export function unreadable(message: string, cause?: unknown): AppError {
  return new AppError('file_unreadable', { message, cause })
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    const why = (cause as Error).message.replaceAll(/\s+/g, ' ')
    throw unreadable(missing ? `There is no file ${file}.` : `${file} is not JSON: ${why}`, cause)
  }
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return ''
  return `${path.map((key, k) => (typeof key === 'number' ? `[${key}]` : `${k > 0 ? '.' : ''}${String(key)}`)).join('')}: `
}
