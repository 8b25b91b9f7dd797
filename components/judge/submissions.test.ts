import { expect, test } from 'vitest'
import type { DeskPair } from '@/lib/judgments/schema'
import { changedVerdict, revisionOf, verdictOf } from './submissions'

const pair = { assignmentId: 'p', isPractice: false } as DeskPair
const said = (choice: string, rationale: string) => ({ answers: [{ criterion: 'better', turn: 0, choice }], rationale })
const timing = { elapsedMs: 1, activeMs: 1 }

test('a change of mind says that its reason was taken out; a first verdict without one says nothing of it', () => {
  expect(revisionOf(pair, said('A', ' '))).toMatchObject({ revises: true, rationale: '' })
  expect(revisionOf(pair, said('A', ' Shorter. '))).toMatchObject({ rationale: 'Shorter.' })
  const first = verdictOf(pair, said('A', ' '), timing)
  expect(first).not.toHaveProperty('rationale')
  expect(changedVerdict(first, said('B', ''))).not.toHaveProperty('rationale')
})
