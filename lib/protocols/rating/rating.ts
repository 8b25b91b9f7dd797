import type { Protocol } from '../protocol'
import { spreadPrompts } from './order'
import { SCALES } from './scales'

/** One response at a time. It stands on no side: arm A is all there is. */
export const rating: Protocol = {
  shows: 'response',
  scales: SCALES,
  order: spreadPrompts,
  drawSide: () => true,
  nextSide: () => true,
  asPresented: (code) => code,
  outcomeOf: ({ code }) => code,
}
