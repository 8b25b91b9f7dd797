import 'server-only'
import { cookies, headers } from 'next/headers'
import { getActor } from '@/lib/auth/actor'
import { isSecure } from '@/lib/env'
import { type Language, languageCookie, pickLanguage } from '@/lib/i18n/languages'

/** The language of whoever sent this request. */
export async function requestLanguage(): Promise<Language> {
  const [chosen, asked] = await Promise.all([cookies(), headers()])
  return pickLanguage(chosen.get(languageCookie(isSecure()))?.value, asked.get('accept-language'))
}

/** The language of the pages around the desk: those who run studies work in English, on all of them. */
export async function pageLanguage(): Promise<Language> {
  const actor = await getActor()
  return actor && actor.role !== 'ANNOTATOR' ? 'en' : requestLanguage()
}
