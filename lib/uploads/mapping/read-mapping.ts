import { AppError } from '@/lib/errors'
import { Mapping } from './schema'

/** The largest file of a mapping. */
const MAX_MAPPING_CHARACTERS = 256 * 1024

const SHOWN = 8

/**
 * A mapping from the text of its file.
 * @throws AppError `invalid` naming each place and what is wanted there
 */
export function readMapping(text: string): Mapping {
  if (text.length > MAX_MAPPING_CHARACTERS)
    throw refuse([`it has ${text.length} characters; ${MAX_MAPPING_CHARACTERS} are allowed`])
  const parsed = Mapping.safeParse(parse(text))
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => {
    const place = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
    return `${place.slice(1) || 'the whole'}: ${message}`
  })
  throw refuse(issues)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError('invalid', {
      message: `The mapping is no JSON: ${cause instanceof Error ? cause.message : 'it cannot be parsed'}.`,
      cause,
    })
  }
}

function refuse(issues: readonly string[]): AppError {
  const more = issues.length > SHOWN ? ` And ${issues.length - SHOWN} more.` : ''
  return new AppError('invalid', {
    message: `The mapping cannot be used. ${issues.slice(0, SHOWN).join(' ')}${more} Its fields are described under “Mappings” (docs/file-formats.md).`,
  })
}
