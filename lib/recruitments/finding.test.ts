import { expect, test } from 'vitest'
import { findingOf, readStatus } from './finding'
import type { Ending } from './platforms'

const at = new Date(0)

test.each<[Ending | null, string | null, string | null, string]>([
  ['COMPLETED', 'AWAITING_REVIEW', 'DONE', 'agrees'],
  ['COMPLETED', 'APPROVED', 'DONE', 'agrees'],
  ['COMPLETED', 'AWAITING_REVIEW', 'OTHER', 'wrong_code'],
  ['COMPLETED', 'AWAITING_REVIEW', 'NOCODE', 'no_code'],
  ['COMPLETED', 'AWAITING_REVIEW', null, 'no_code'],
  ['COMPLETED', 'ACTIVE', null, 'not_submitted'],
  ['COMPLETED', null, null, 'not_submitted'],
  ['COMPLETED', 'RETURNED', null, 'returned'],
  ['COMPLETED', 'TIMED_OUT', null, 'returned'],
  ['FULL', 'RETURNED', null, 'agrees'],
  ['FULL', null, null, 'agrees'],
  [null, 'AWAITING_REVIEW', 'DONE', 'not_finished'],
  [null, 'ACTIVE', 'DONE', 'not_finished'],
  [null, 'ACTIVE', null, 'under_way'],
  [null, 'RETURNED', null, 'agrees'],
  [null, null, null, 'agrees'],
])('%s here, %s with %s there: %s', (ending, platformStatus, platformCode, finding) => {
  const code = ending && 'DONE'
  expect(findingOf({ ending, code, platformStatus, platformCode, platformAt: at })).toBe(finding)
  expect(findingOf({ ending, code, platformStatus, platformCode, platformAt: null })).toBeNull()
})

test('statuses are one word however they are written', () => {
  expect(['AWAITING REVIEW', 'Timed-Out', ' returned '].map(readStatus)).toEqual([
    'AWAITING_REVIEW',
    'TIMED_OUT',
    'RETURNED',
  ])
})

test('a platform that asks for no code is not missed one', () => {
  const compared = { ending: 'COMPLETED', code: null, platformStatus: 'APPROVED', platformCode: null } as const
  expect(findingOf({ ...compared, platformAt: at })).toBe('agrees')
})
