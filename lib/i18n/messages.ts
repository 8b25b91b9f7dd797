import 'server-only'
import { compileAll } from './compile'
import type { Language } from './languages'
import en from './messages/en.json'
import ko from './messages/ko.json'

export type Words = typeof en

const COMPILED: Record<Language, Words> = { en: compileAll(en), ko: compileAll(ko) }

/** The desk's words in a language, compiled. */
export function wordsIn(language: Language): Words {
  return COMPILED[language]
}
