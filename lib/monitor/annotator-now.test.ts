import { expect, test } from 'vitest'
import { describeNow } from './annotator-now'

const at = (time: string) => new Date(`2026-03-18T${time}:00Z`)
const now = at('14:20')
const nobody = {
  status: 'OPEN' as const,
  cap: 250,
  done: 0,
  lastVerdictAt: null,
  held: 0,
  leasedAt: null,
  leaseUntil: null,
  hasConsented: true,
  idleReason: null,
  idleAt: null,
  hasOpen: true,
  deactivatedAt: null,
}
const judged = { ...nobody, done: 12, lastVerdictAt: at('14:02') }
const holding = { ...judged, held: 2, leasedAt: at('14:02'), leaseUntil: at('14:22') }

test.each([
  ['has not come yet', nobody, 'not_begun', null],
  ['has not agreed yet', { ...nobody, hasConsented: false }, 'no_consent', null],
  ['holds pairs', holding, 'judging', '14:02'],
  ['holds pairs while the study pauses', { ...holding, status: 'PAUSED' as const }, 'judging', '14:02'],
  ['let their time run out', { ...holding, leaseUntil: at('14:19') }, 'left', '14:02'],
  ['was told that all is leased', { ...judged, idleReason: 'waiting', idleAt: at('14:03') }, 'waiting', '14:03'],
  [
    'waited for what others have done since',
    { ...judged, idleReason: 'waiting', idleAt: at('14:03'), hasOpen: false },
    'done',
    '14:03',
  ],
  [
    'waits while the study is paused',
    { ...judged, idleReason: 'waiting', idleAt: at('14:03'), status: 'PAUSED' as const },
    'paused',
    '14:02',
  ],
  ['was told so before their last verdict', { ...judged, idleReason: 'waiting', idleAt: at('14:01') }, 'left', '14:02'],
  ['was told that nothing is left', { ...judged, idleReason: 'done', idleAt: at('14:03') }, 'done', '14:03'],
  ['has reached the cap', { ...judged, done: 250 }, 'capped', '14:02'],
  ['had reached a cap that was raised', { ...judged, idleReason: 'capped', idleAt: at('14:03') }, 'left', '14:02'],
  ['finds the study paused', { ...judged, status: 'PAUSED' as const }, 'paused', '14:02'],
  ['finds the study closed', { ...judged, status: 'CLOSED' as const }, 'closed', '14:02'],
  ['was deactivated', { ...holding, deactivatedAt: at('14:10') }, 'deactivated', '14:10'],
])('somebody who %s', (_, facts, state, since) => {
  expect(describeNow(facts, now)).toMatchObject({ state, since: since && at(since) })
})
