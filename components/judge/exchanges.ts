import type { Turn } from '@/lib/judgments/schema'

/** An answer of the assistant with what was said before it, by their places in the dialogue. */
export type Exchange = {
  /** The number of the assistant's turn, from 1; 0 for what nobody answers at the end. */
  turn: number
  from: number
  until: number
}

/** A dialogue by the turns that are graded. */
export function exchangesOf(turns: readonly Turn[]): Exchange[] {
  const exchanges: Exchange[] = []
  let from = 0
  for (const [place, { role }] of turns.entries()) {
    if (role !== 'assistant') continue
    exchanges.push({ turn: exchanges.length + 1, from, until: place + 1 })
    from = place + 1
  }
  return from < turns.length ? [...exchanges, { turn: 0, from, until: turns.length }] : exchanges
}
