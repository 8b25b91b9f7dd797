const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const MOMENTS = { en: momentsIn('en-GB'), ko: momentsIn('ko-KR') }

function momentsIn(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
}

/** A day such as 4 Mar 2026, in UTC, or a dash. */
export function day(date: Date | null): string {
  return date ? DAY.format(date) : '–'
}

/** A moment such as 4 Mar 2026, 14:20 UTC, or a dash: the same wherever the server stands. */
export function moment(date: Date | null, language: keyof typeof MOMENTS = 'en'): string {
  return date ? `${MOMENTS[language].format(date)} UTC` : '–'
}
