import { responseKey } from '@/lib/protocols/response-key'
import type { DecidedName } from './decided-name'

/** The responses that no item may show. */
export function excludedResponses(names: readonly DecidedName[]): ReadonlySet<string> {
  const excluded = names.filter(({ decision }) => decision === 'EXCLUDE')
  return new Set(excluded.map(({ promptId, systemId, sample }) => responseKey(promptId, systemId, sample)))
}
