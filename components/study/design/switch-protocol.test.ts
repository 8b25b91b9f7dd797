import { expect, test } from 'vitest'
import { blankDesign } from '@/lib/designs/blank-design'
import { type ComparisonDesign, StudyInput } from '@/lib/designs/schema'
import { type LastOfKind, switchProtocol } from './switch-protocol'

const id = (n: number) => `7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3${n}`

const comparison: ComparisonDesign = {
  ...blankDesign(),
  ...{ title: 'Birds', promptSetId: id(9), category: 'field', overlap: 3, seed: 7, identicalChecks: 4 },
  comparisons: { pairing: 'FOCAL', focalSystemId: id(0), baselineIds: [id(1), id(2)] },
  known: [{ kind: 'GOLD', promptId: id(5), systemAId: id(0), systemBId: id(1), expected: 'A', feedback: 'Because.' }],
}

/** Goes from one kind to the next as the form does, which keeps the last design of each. */
function walk(design: StudyInput, ...kinds: StudyInput['protocol'][]): StudyInput {
  let last: LastOfKind = {}
  let now = design
  for (const kind of kinds) {
    last = { ...last, [now.protocol]: now }
    now = switchProtocol(now, kind, last)
  }
  return now
}

test('a design as one of the other kind has the same systems and can be saved', () => {
  const rating = walk(comparison, 'RATING')
  expect(StudyInput.parse(rating)).toEqual(rating)
  expect(rating).toMatchObject({ title: 'Birds', category: 'field', overlap: 3, seed: 7, known: [] })
  expect(rating.rated).toEqual({ systemIds: [0, 1, 2].map(id), samples: 1 })
  const back = switchProtocol(rating, 'COMPARISON', {})
  expect(StudyInput.parse(back).comparisons).toEqual(comparison.comparisons)
})

test('to the other kind and back, nothing is lost, and what was typed there of both is here', () => {
  expect(walk(comparison, 'RATING', 'COMPARISON')).toEqual(comparison)
  const renamed = { ...walk(comparison, 'RATING'), title: 'Ducks' }
  expect(switchProtocol(renamed, 'COMPARISON', { COMPARISON: comparison })).toEqual({ ...comparison, title: 'Ducks' })
})

test('of another prompt set nothing comes back but the questions', () => {
  const rating = walk(comparison, 'RATING')
  const worded = comparison.criteria.map((criterion) => ({ ...criterion, question: 'Which is shorter?' }))
  const back = switchProtocol({ ...rating, promptSetId: id(8) }, 'COMPARISON', {
    COMPARISON: { ...comparison, criteria: worded },
  })
  expect(back).toMatchObject({ known: [], identicalChecks: 0, criteria: worded })
})
