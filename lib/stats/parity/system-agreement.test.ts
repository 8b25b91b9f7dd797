import { expect, test } from 'vitest'
import { rng } from '@/lib/rng'
import { bootstrapSystemAgreement, type SystemTotals, systemAgreement, systemScores } from './system-agreement'

const totals = (judge: number | null, human: number | null): SystemTotals => ({
  judge: judge === null ? { n: 0, total: 0 } : { n: 1, total: judge },
  human: human === null ? { n: 0, total: 0 } : { n: 2, total: 2 * human },
})

/** Ten prompts, three systems on which both are of one mind, and one that nobody judged. */
const PROMPTS = Array.from({ length: 10 }, (_, k) => [
  totals(1, 0.75),
  totals(0.5, k % 2 === 0 ? 0.5 : 0.25),
  totals(0, 0),
  totals(null, null),
])

test('scores of both, null for who was not judged, and the order they put systems in', () => {
  const scores = systemScores(PROMPTS)
  expect(scores).toEqual([
    { judge: 1, human: 0.75 },
    { judge: 0.5, human: 0.375 },
    { judge: 0, human: 0 },
    { judge: null, human: null },
  ])
  expect(systemAgreement(scores)).toMatchObject({
    kendall: { value: 1 },
    spearman: { value: 1 },
    pearson: { defined: true },
  })
  const turned = scores.map(({ judge, human }) => ({ judge: judge === null ? null : 1 - judge, human }))
  expect(systemAgreement(turned).kendall).toEqual({ defined: true, value: -1 })
})

test('each prompt counts as often as it was drawn', () => {
  const drawn = Float64Array.from(PROMPTS, (_, k) => (k === 0 ? 10 : 0))
  expect(systemScores(PROMPTS, drawn)[1]).toEqual({ judge: 0.5, human: 0.5 })
  const summary = bootstrapSystemAgreement(PROMPTS, rng(1, 'test').below, 50)
  expect(summary.kendall).toMatchObject({ value: { interval: [1, 1], undefinedReplicates: 0, replicates: 50 } })
})

test('one system, equal scores, and no prompt', () => {
  expect(systemAgreement([{ judge: 1, human: 1 }]).kendall).toMatchObject({ defined: false })
  const equal = [
    { judge: 0.5, human: 0.3 },
    { judge: 0.5, human: 0.4 },
  ]
  expect(systemAgreement(equal).spearman).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
  expect(systemScores([])).toEqual([])
  expect(bootstrapSystemAgreement([], rng(1, 'test').below, 5).pearson).toMatchObject({ defined: false })
})
