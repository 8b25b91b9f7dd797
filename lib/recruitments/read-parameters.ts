import type { Parameters } from './platforms'

const VALUE = /^[A-Za-z0-9_.-]{1,128}$/
/** What platforms leave in a link that was opened anywhere else. */
const PLACEHOLDER = /[{}%]|^$/

/** Why somebody cannot be let in by an address: which parameter, and what is wrong with it. */
export type ParameterProblem = {
  kind: 'missing' | 'placeholder' | 'malformed' | 'twice'
  which: 'participant' | 'session'
}

export type Arrival = { participant: string; session: string | null }

/**
 * Who comes, by the parameters of an address.
 * @param isSessionNeeded whether the platform always names a submission
 */
export function readParameters(
  names: Parameters,
  query: URLSearchParams,
  isSessionNeeded: boolean,
): Arrival | ParameterProblem {
  const participant = readOne(query, names.participant)
  if (typeof participant !== 'string') return { kind: participant.kind, which: 'participant' }
  if (names.session === null) return { participant, session: null }
  const session = readOne(query, names.session)
  if (typeof session === 'string') return { participant, session }
  if (session.kind === 'missing' && !isSessionNeeded) return { participant, session: null }
  return { kind: session.kind, which: 'session' }
}

function readOne(query: URLSearchParams, name: string): string | { kind: ParameterProblem['kind'] } {
  const values = query.getAll(name)
  const [value] = values
  if (value === undefined) return { kind: 'missing' }
  if (values.length > 1) return { kind: 'twice' }
  if (PLACEHOLDER.test(value)) return { kind: 'placeholder' }
  return VALUE.test(value) ? value : { kind: 'malformed' }
}
