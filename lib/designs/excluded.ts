import type { DecidedName } from './decided-name'

/** How a plan tells a response: by its prompt and its system. */
export function responseKey(promptId: string, systemId: string): string {
  return `${promptId} ${systemId}`
}

/** The responses that no item may show. */
export function excludedResponses(names: readonly DecidedName[]): ReadonlySet<string> {
  const excluded = names.filter(({ decision }) => decision === 'EXCLUDE')
  return new Set(excluded.map(({ promptId, systemId }) => responseKey(promptId, systemId)))
}
