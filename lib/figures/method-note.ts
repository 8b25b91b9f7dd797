import type { IntervalMethod } from '@/lib/rates/rates'
import { TIE_POLICIES, type TiePolicy } from '@/lib/rates/tie-policy'

const METHODS = {
  wilson: '95% Wilson score intervals',
  clustered:
    '95% t intervals clustered by prompt, cut to 0 and 100% (where all prompts agree, Wilson’s with one trial a prompt)',
} as const

/** How a figure's intervals were made, in the words that stand on it. */
export function methodName(method: IntervalMethod): string {
  return METHODS[method]
}

/** What a figure's signs mean, for its caption and its download. */
export function methodNote(of: {
  method: IntervalMethod
  ties: TiePolicy
  intervals: boolean
  marks: boolean
}): string {
  const second = TIE_POLICIES[of.ties].column.toLowerCase()
  const whiskers = `Whiskers: ${methodName(of.method)} of wins (●) and of ${second} (○).`
  const parts = [
    of.intervals && whiskers,
    of.marks && '▽ marks published values.',
    'Dashed line: one half.',
    `p: ${of.method === 'wilson' ? 'exact sign test' : 't-test of the score, clustered by prompt'}, after Holm over the rows of a panel; “no clear difference”: at least 0.05.`,
  ]
  return parts.filter(Boolean).join(' ')
}
