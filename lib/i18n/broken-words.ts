import { catalogueOf } from './catalogue'
import type { Language } from './languages'

/** What the desk says when it could not be opened: asked for where the server frames the page, and nowhere else. */
export function brokenWords(language: Language) {
  return catalogueOf(language).desk.broken
}
