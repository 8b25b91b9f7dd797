import { ownCookie } from '@/lib/own-cookie'

/** The languages of the annotators' screens, each by its own name. */
export const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
  ko: '한국어',
  'zh-Hans': '简体中文',
  ar: 'العربية',
} as const
export type Language = keyof typeof LANGUAGES

/** Their codes, as BCP 47 has them. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as [Language, ...Language[]]

/** Parts of a tag that say: Chinese in its traditional script, which we have no words in. */
const TRADITIONAL = ['hant', 'tw', 'hk', 'mo']

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
      return { language: languageOf(tag), weight: weight ? Number(weight.trim().slice(2)) || 0 : 1 }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return wanted.map(({ language }) => language).find(isLanguage) ?? 'en'
}

/** The language of a tag such as `de-at`, whatever its region; Chinese by its script. */
function languageOf(tag: string): string {
  const [language = '', ...more] = tag.split('-')
  if (language !== 'zh') return language
  return more.some((part) => TRADITIONAL.includes(part)) ? '' : 'zh-Hans'
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** A language that was stored; English for one that is not known any more. */
export function readLanguage(text: string): Language {
  return isLanguage(text) ? text : 'en'
}

/** The side that its lines begin on. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/** For `Intl`: with the figures that stand on keys and in codes, and which server and browser then agree on. */
export function localeOf(language: string): string {
  return language === 'ar' ? 'ar-u-nu-latn' : language
}
