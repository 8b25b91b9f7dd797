import { expect, test } from 'vitest'
import { LEFT_OUT_REASONS, tellLeftOut } from '@/lib/rates/left-out'
import { cutLeftOut, leftOutNote } from './figure-notes'

test('what was left out is cut from a caption whatever it is, and nothing else', () => {
  for (const reasons of [...LEFT_OUT_REASONS.map((reason) => [reason]), [...LEFT_OUT_REASONS]]) {
    const counts = Object.fromEntries(reasons.map((reason, k) => [reason, 1200 + k]))
    const note = leftOutNote({ recorded: 50_000, leftOut: tellLeftOut(counts) })
    expect(note).not.toBeNull()
    const caption = `Wins (and ties). Counted on 1 December. ${note} Interim figures.`
    expect(cutLeftOut(caption)).toEqual({
      caption: 'Wins (and ties). Counted on 1 December. Interim figures.',
      hasLeftOut: true,
    })
  }
})

test('a caption without it stays as it is', () => {
  const caption = 'Left: of decided verdicts (see above). Left out is nobody.'
  expect(cutLeftOut(caption)).toEqual({ caption, hasLeftOut: false })
})
