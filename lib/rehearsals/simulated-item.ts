import type { Answer } from '@/lib/engine/schema'

export type SimulatedOption = { code: string; score: number }

/** A slot with all that a simulated verdict depends on: systems by name, criteria in order. */
export type SimulatedItem = {
  position: number
  repeat: number
  leftIsA: boolean
  a: string
  /** Null where one response stands alone. */
  b: string | null
  /** How often the assistant speaks in response A. */
  turns: number
  /** The first criterion's known verdict, canonical. */
  expected: string | null
  criteria: { id: string; unit: 'RESPONSE' | 'TURN'; options: SimulatedOption[] }[]
}

/** What a simulated annotator says of an item, as presented, and how long it is said to have taken. */
export type SimulatedVerdict = { answers: Answer[]; elapsedMs: number }
