import 'server-only'
import { compileAll } from './compile'
import type { Language } from './languages'
import en from './messages/en.json'
import ko from './messages/ko.json'
import ratingsEn from './messages/ratings/en.json'
import ratingsKo from './messages/ratings/ko.json'

export type Words = typeof en

type Tree = { [key: string]: string | Tree }
/** What is put before annotators: two responses, or one. */
type Protocol = 'COMPARISON' | 'RATING'

const COMPILED: Record<Protocol, Record<Language, Words>> = {
  COMPARISON: { en: compileAll(en), ko: compileAll(ko) },
  RATING: { en: compileAll(insteadOf(en, ratingsEn)), ko: compileAll(insteadOf(ko, ratingsKo)) },
}

/** The desk's words in a language, compiled: where responses are rated one by one, they speak of no pairs. */
export function wordsIn(language: Language, protocol: Protocol): Words {
  return COMPILED[protocol][language]
}

/** Messages with some of them put otherwise. */
function insteadOf<Messages extends Tree>(messages: Messages, others: Tree): Messages {
  const entries = Object.entries(messages).map(([key, message]): [string, string | Tree] => {
    const other = others[key] ?? message
    return [key, typeof message === 'object' && typeof other === 'object' ? insteadOf(message, other) : other]
  })
  return Object.fromEntries(entries) as Messages
}
