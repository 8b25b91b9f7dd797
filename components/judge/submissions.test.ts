import { expect, test } from 'vitest'
import type { DeskPair } from '@/lib/judgments/schema'
import { changedVerdict, revisionOf, verdictOf } from './submissions'

const pair = { assignmentId: 'p', isPractice: false } as DeskPair
const timing = { elapsedMs: 1, activeMs: 1 }

test('a change of mind says that its reason was taken out; a first verdict without one says nothing of it', () => {
  expect(revisionOf(pair, { choices: ['A'], rationale: ' ' })).toMatchObject({ revises: true, rationale: '' })
  expect(revisionOf(pair, { choices: ['A'], rationale: ' Shorter. ' })).toMatchObject({ rationale: 'Shorter.' })
  const first = verdictOf(pair, { choices: ['A'], rationale: ' ' }, timing)
  expect(first).not.toHaveProperty('rationale')
  expect(changedVerdict(first, { choices: ['B'], rationale: '' })).not.toHaveProperty('rationale')
})
