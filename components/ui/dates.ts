import { type Language, localeOf } from '@/lib/i18n/languages'

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const MOMENT = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const

/** A day such as 4 Mar 2026, in UTC, or a dash. */
export function day(date: Date | null): string {
  return date ? DAY.format(date) : '–'
}

/** A moment such as 4 Mar 2026, 14:20 UTC, or a dash: the same wherever the server stands. */
export function moment(date: Date | null, language: Language = 'en'): string {
  return date ? `${momentsIn(language).format(date)} UTC` : '–'
}

const moments = new Map<Language, Intl.DateTimeFormat>()

/** Made once for a language: it is slow to make. */
function momentsIn(language: Language): Intl.DateTimeFormat {
  const locale = language === 'en' ? 'en-GB' : localeOf(language)
  const known = moments.get(language) ?? new Intl.DateTimeFormat(locale, MOMENT)
  moments.set(language, known)
  return known
}
