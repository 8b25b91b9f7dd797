import 'server-only'
import compile from 'icu-minify/compile'
import type { Language } from './languages'
import en from './messages/en.json'
import ko from './messages/ko.json'

export type Words = typeof en

const COMPILED = new Map<Language, Words>()

/** The words of a language, compiled, so that the browser needs no parser. Typed as what they were compiled from. */
export function wordsIn(language: Language): Words {
  const known = COMPILED.get(language)
  if (known) return known
  // Through JSON: the compiler makes objects without a prototype, which a page cannot hand to the browser.
  const words = JSON.parse(JSON.stringify(compileAll({ en, ko }[language]))) as Words
  COMPILED.set(language, words)
  return words
}

type Tree = { [key: string]: string | Tree }

function compileAll(tree: Tree): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compileAll(value)]),
  )
}
