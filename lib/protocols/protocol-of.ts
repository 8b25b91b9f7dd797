import { comparison } from './comparison/comparison'
import type { Protocol } from './protocol'
import { rating } from './rating/rating'

const PROTOCOLS = { COMPARISON: comparison, RATING: rating } satisfies Record<string, Protocol>

/** The kind of a study, as `Study.protocol` says. */
export type ProtocolKind = keyof typeof PROTOCOLS

/** The protocol of a study's kind. */
export function protocolOf(kind: ProtocolKind): Protocol {
  return PROTOCOLS[kind]
}
