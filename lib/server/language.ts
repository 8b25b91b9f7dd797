import 'server-only'
import { cookies, headers } from 'next/headers'
import { LANGUAGE_COOKIE, type Language, pickLanguage } from '@/lib/i18n/languages'

/** The language of whoever sent this request. */
export async function requestLanguage(): Promise<Language> {
  const [chosen, asked] = await Promise.all([cookies(), headers()])
  return pickLanguage(chosen.get(LANGUAGE_COOKIE)?.value, asked.get('accept-language'))
}
