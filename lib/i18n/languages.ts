import { ownCookie } from '@/lib/own-cookie'

/** The languages of the annotators' screens, each by its own name. */
export const LANGUAGES = { en: 'English', ko: '한국어' } as const
export type Language = keyof typeof LANGUAGES

/** The cookie that remembers which one was chosen. */
export function languageCookie(isSecure: boolean): string {
  return ownCookie('evenhand-language', isSecure)
}

/**
 * The language for somebody: what they chose, else the first their browser asks for that there is, else English.
 * @param chosen the cookie's value @param asked the browser's Accept-Language header
 */
export function pickLanguage(chosen: string | undefined, asked: string | null): Language {
  if (chosen && isLanguage(chosen)) return chosen
  const wanted = (asked ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';')
      const weight = options.find((option) => option.trim().startsWith('q='))
      return { language: tag.split('-')[0] ?? '', weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return wanted.map(({ language }) => language).find(isLanguage) ?? 'en'
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** A language that was stored; English for one that is not known any more. */
export function readLanguage(text: string): Language {
  return isLanguage(text) ? text : 'en'
}
