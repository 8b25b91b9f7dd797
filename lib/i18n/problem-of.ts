import type { PageWords } from './pages'

/** What went wrong elsewhere, by the code in the address that somebody was sent back to; null for none that we know. */
export function problemOf(code: string | null, words: PageWords['problems']): string | null {
  return code !== null && Object.hasOwn(words, code) ? words[code as keyof typeof words] : null
}
