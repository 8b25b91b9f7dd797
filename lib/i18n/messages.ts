import 'server-only'
import { type Catalogue, catalogueOf } from './catalogue'
import { compileAll } from './compile'
import type { Language } from './languages'
import type { Tree } from './tree'

export type Words = Catalogue['desk']

/** What is put before annotators: two responses, or one. */
type Protocol = 'COMPARISON' | 'RATING'

const compiled = new Map<string, Words>()

/** The desk's words in a language, compiled: where responses are rated one by one, they speak of no pairs. */
export function wordsIn(language: Language, protocol: Protocol): Words {
  const key = `${language} ${protocol}`
  const known = compiled.get(key) ?? compileWords(language, protocol)
  compiled.set(key, known)
  return known
}

function compileWords(language: Language, protocol: Protocol): Words {
  const { desk, ratings } = catalogueOf(language)
  return compileAll(protocol === 'RATING' ? insteadOf(desk, ratings) : desk, language)
}

/** Messages with some of them put otherwise. */
function insteadOf<Messages extends Tree>(messages: Messages, others: Tree): Messages {
  const entries = Object.entries(messages).map(([key, message]): [string, string | Tree] => {
    const other = others[key] ?? message
    return [key, typeof message === 'object' && typeof other === 'object' ? insteadOf(message, other) : other]
  })
  return Object.fromEntries(entries) as Messages
}
