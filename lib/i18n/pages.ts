import 'server-only'
import { type Catalogue, catalogueOf } from './catalogue'
import { compileAll } from './compile'
import type { Language } from './languages'
import { type Translator, translator } from './translator'

/** What annotators read around the desk. Apart from the desk's words, all of which go to its browser; these stay here. */
export type PageWords = Catalogue['pages']

const compiled = new Map<Language, PageWords>()

/** The plain words of a part, as forms take them: nothing in them is filled in. */
export function plainWords<
  Part extends 'form' | 'ending' | 'frame' | 'notFound' | 'problems' | 'link' | 'fields' | 'broken' | 'drawing',
>(language: Language, part: Part): PageWords[Part] {
  return catalogueOf(language).pages[part]
}

/** Says the messages of a part on the server. */
export function pageTranslator<Part extends keyof PageWords>(
  language: Language,
  part: Part,
): Translator<PageWords[Part]> {
  const words = compiled.get(language) ?? compileAll(catalogueOf(language).pages, language)
  compiled.set(language, words)
  return translator(language, words[part])
}
