import { MAX_DESIGN_BYTES } from '@/lib/designs/design-limits'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'

/** What a consent or a sign-in may weigh: many times what any of them does. */
export const SMALL_BODY = 64 * 1024

/** What a verdict may weigh: a long dialogue has an answer for each of its turns. */
export const VERDICT_BODY = 256 * 1024
/** Where verdicts are sent to, with the study's id. */
export const VERDICTS = /^\/api\/annotate\/([^/]+)\/judgments$/

/** Where a program sends what it says of a pair. */
const JUDGED = /^\/api\/v1\/studies\/[^/]+\/judgments$/

/** What a form of a page may weigh: the limit that Next has for server actions, said here since the door asks it, too. */
const FORM_BODY = 1024 * 1024

/** Where the public API takes a design: a new one, or what changes of one. */
const DESIGNS = /^\/api\/v1\/studies(?:\/[^/]+)?$/

const LARGER: Record<string, number> = {
  '/api/uploads': MAX_UPLOAD_BYTES,
  '/api/imports': MAX_UPLOAD_BYTES,
  '/api/tables': MAX_UPLOAD_BYTES,
  '/api/designs': MAX_DESIGN_BYTES,
  '/api/models/try': MAX_DESIGN_BYTES,
  '/api/v1/uploads': MAX_UPLOAD_BYTES,
}

/** How many bytes a request may bring to an address. */
export function bodyLimit(path: string): number {
  if (VERDICTS.test(path) || JUDGED.test(path)) return VERDICT_BODY
  if (DESIGNS.test(path)) return MAX_DESIGN_BYTES
  return LARGER[path] ?? (path.startsWith('/api/') ? SMALL_BODY : FORM_BODY)
}
