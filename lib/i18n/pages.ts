import 'server-only'
import { compileAll } from './compile'
import type { Language } from './languages'
import en from './messages/pages/en.json'
import ko from './messages/pages/ko.json'
import { type Translator, translator } from './translator'

/** What annotators read around the desk. Apart from the desk's words, all of which go to its browser; these stay here. */
export type PageWords = typeof en

const WORDS: Record<Language, PageWords> = { en, ko }
const COMPILED: Record<Language, PageWords> = { en: compileAll(en), ko: compileAll(ko) }

/** The plain words of a part, as forms take them: nothing in them is filled in. */
export function plainWords<
  Part extends
    | 'form'
    | 'ending'
    | 'frame'
    | 'notFound'
    | 'problems'
    | 'link'
    | 'fields'
    | 'security'
    | 'preregistration'
    | 'report',
>(language: Language, part: Part): PageWords[Part] {
  return WORDS[language][part]
}

/** Says the messages of a part on the server. */
export function pageTranslator<Part extends keyof PageWords>(
  language: Language,
  part: Part,
): Translator<PageWords[Part]> {
  return translator(language, COMPILED[language][part])
}
