import 'server-only'
import type { Language } from './languages'
import en from './messages/staff/en.json'
import ko from './messages/staff/ko.json'

/** What those read who run studies: apart from the words of annotators, which come in more languages. */
export type StaffWords = typeof en

const WORDS: Partial<Record<Language, StaffWords>> = { en, ko }

/** The plain words of a part; in English where there are none in the language. */
export function staffWords<Part extends keyof StaffWords>(language: Language, part: Part): StaffWords[Part] {
  return (WORDS[language] ?? en)[part]
}
