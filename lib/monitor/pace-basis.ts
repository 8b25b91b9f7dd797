import type { PaceDay } from './read-pace'

/** What a forecast rests on: judgments a day on whole days, or the rate since the opening while there are none. */
export type PaceBasis = { kind: 'days' | 'opening'; perDay: number[] }

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = DAY_MS / 24

/**
 * What is known of a study's pace: the days before today, without the day of the opening when there are others. Before
 * the first whole day it is the rate since the opening, once that is an hour ago.
 * @param days today first, none from before the opening
 */
export function paceBasis(days: readonly PaceDay[], openedAt: Date | null, now: Date): PaceBasis | null {
  if (!openedAt) return null
  const openingDay = openedAt.toISOString().slice(0, 10)
  const whole = days.slice(1).filter(({ day }) => day !== openingDay)
  if (whole.length > 0) return { kind: 'days', perDay: whole.map(({ judgments }) => judgments) }
  const open = now.getTime() - openedAt.getTime()
  if (open < HOUR_MS) return null
  const judgments = days.reduce((sum, day) => sum + day.judgments, 0)
  return { kind: 'opening', perDay: [(judgments * DAY_MS) / open] }
}
