import type { Ending } from './platforms'

/** What a platform's list says of somebody, beside what is known here. */
export type Compared = {
  ending: Ending | null
  /** The code that their ending brought. */
  code: string | null
  /** What the list said last, and when it was compared; no status: they were not in it. */
  platformStatus: string | null
  platformCode: string | null
  platformAt: Date | null
}

/** How the two records differ, in words that say what to do. */
export const FINDINGS = {
  agrees: 'Agrees',
  not_submitted: 'Finished here, not submitted there: write to them, and approve',
  not_finished: 'Submitted there, not finished here: ask them to go on, or to return it',
  no_code: 'Submitted there without a code: approve by what is stored here',
  wrong_code: 'Submitted there with another code than theirs: decide by what is stored here',
  returned: 'Returned or timed out there after finishing here: their work is stored; pay it otherwise',
  under_way: 'Under way on both sides',
} as const
export type Finding = keyof typeof FINDINGS

const GIVEN_BACK = ['RETURNED', 'TIMED_OUT', 'REJECTED', 'CANCELLED']
const NOT_YET = ['ACTIVE', 'RESERVED', 'IN_PROGRESS', 'STARTED', 'JOINED']
const NO_CODE = ['', 'NOCODE']

/** `AWAITING REVIEW`, `Timed-Out` and `timed_out` alike: as one word. */
export function readStatus(written: string): string {
  return written
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_')
    .slice(0, 40)
}

/** What the two records say together; null while no list has been compared. */
export function findingOf({ ending, code, platformStatus, platformCode, platformAt }: Compared): Finding | null {
  if (platformAt === null) return null
  const status = platformStatus ?? ''
  const hasCode = !NO_CODE.includes((platformCode ?? '').toUpperCase())
  const isGivenBack = GIVEN_BACK.includes(status)
  const isSubmitted = platformStatus !== null && !isGivenBack && (hasCode || !NOT_YET.includes(status))
  if (ending === null) return isSubmitted ? 'not_finished' : isGivenBack || status === '' ? 'agrees' : 'under_way'
  // Whoever took no part is expected to give their place back.
  if (isGivenBack) return ending === 'COMPLETED' ? 'returned' : 'agrees'
  if (!isSubmitted) return ending === 'COMPLETED' ? 'not_submitted' : 'agrees'
  // Where there is no code, none is asked for.
  if (code === null || platformCode === code) return 'agrees'
  return hasCode ? 'wrong_code' : 'no_code'
}
