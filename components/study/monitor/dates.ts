const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })
const SECOND = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
const DATE = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const SHORT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** A time of day such as 14:20, in UTC. */
export const clock = (date: Date) => TIME.format(date)

/** A time of day such as 14:20:05, in UTC. */
export const clockWithSeconds = (date: Date) => SECOND.format(date)

/** Tuesday. */
export const weekday = (date: Date) => WEEKDAY.format(date)

/** Saturday 21 March. */
export const longDate = (date: Date) => DATE.format(date).replace(',', '')

/** A time today as 14:20, an earlier one with its day: 17 Mar, 14:20. */
export function when(date: Date, now: Date): string {
  const isToday = date.toISOString().slice(0, 10) === now.toISOString().slice(0, 10)
  return isToday ? clock(date) : `${SHORT.format(date)}, ${clock(date)}`
}
