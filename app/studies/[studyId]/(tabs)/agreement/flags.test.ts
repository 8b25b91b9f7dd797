import { expect, test } from 'vitest'
import { concernWords } from '@/components/study/monitor/concern-words'
import type { ShownAnnotator } from '@/lib/agreement/show-annotators'
import { concernsOf } from '@/lib/monitor/concerns'
import { annotatorFlags } from './flags'

const somebody: ShownAnnotator = {
  ...{ code: 'C01', group: 'Crowd', simulated: false, judgments: 20, left: null, leftP: 1, ties: null, seconds: 2 },
  ...{
    repeats: { judged: 0, same: 0 },
    checks: { judged: 4, missed: 4 },
    accuracy: null,
    agreement: null,
    missing: null,
  },
}

test('Agreement says of speed and checks what the annotators’ table says, from the same rule', () => {
  const concerns = concernsOf({ speed: { verdicts: 20, tooFast: 18 }, known: { judged: 4, failed: 3 } })
  expect(annotatorFlags(somebody, concerns)).toEqual(concerns.map(concernWords))
  expect(annotatorFlags(somebody, concerns)).toEqual([
    '90% of the last 20 verdicts sooner than what is shown can be read.',
    '3 of 4 check and gold items missed.',
  ])
  expect(annotatorFlags(somebody, [])).toEqual([])
})

test('one slip, or a few quick verdicts, are nothing to say', () => {
  expect(concernsOf({ speed: { verdicts: 9, tooFast: 9 }, known: { judged: 1, failed: 1 } })).toEqual([])
  expect(concernsOf({})).toEqual([])
})
