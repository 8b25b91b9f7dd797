import { AppError } from '@/lib/errors'
import { blankDesign, blankRating } from './blank-design'
import { FORMAT } from './design-file'

/**
 * The text of a design file that says only what is to be otherwise than in the form of a new study.
 * @param text of an object with fields of a design file
 * @throws AppError `invalid` for what is no object
 */
export function completeDesignFile(text: string): string {
  const sent = readObject(text)
  const { promptSetId: _, ...blank } = sent.protocol === 'RATING' ? blankRating() : blankDesign()
  // What is compared or rated nobody can say for whoever asks.
  const { comparisons: __, rated: ___, ...rest } = blank
  return JSON.stringify({ format: FORMAT, ...rest, ...sent })
}

/** The text of a design file in which some fields are others. @throws AppError `invalid` */
export function changeDesignFile(file: object, text: string): string {
  return JSON.stringify({ ...file, ...readObject(text) })
}

function readObject(text: string): Record<string, unknown> {
  try {
    const sent: unknown = JSON.parse(text)
    if (sent !== null && typeof sent === 'object' && !Array.isArray(sent)) return sent as Record<string, unknown>
  } catch (cause) {
    throw new AppError('invalid', { message: 'What was sent is not JSON.', cause })
  }
  throw new AppError('invalid', { message: 'Send an object with fields of a design file.' })
}
