import type { Protocol } from '../protocol'
import { asPresented, outcomeOf } from './outcome'
import { SCALES } from './scales'
import { drawSide, orderBySides } from './sides'

/** Two responses to a prompt, side by side. */
export const comparison: Protocol = {
  shows: 'pair',
  scales: SCALES,
  order: orderBySides,
  drawSide,
  nextSide: (leftIsA) => !leftIsA,
  asPresented,
  outcomeOf: ({ score }) => outcomeOf(score),
}
