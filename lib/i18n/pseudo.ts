import type { Tree } from './tree'

/** Letters that look like others, so that a font or a rule for plain letters only is noticed. */
const ACCENTED: Record<string, string> = Object.fromEntries(
  [...'aeiouncyAEIOUNCY'].map((letter, nth) => [letter, [...'åéîöûñçýÅÉÎÖÛÑÇÝ'][nth] ?? letter]),
)

/** By how much a text grows: German and French are that much longer than English. */
const GROWTH = 0.4

/** Messages made longer, accented and bracketed: what a screen has to bear, and how its words are told from others. */
export function pseudoTree<Messages extends Tree>(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, value]) => [
    key,
    typeof value === 'string' ? pseudo(value) : pseudoTree(value),
  ])
  return Object.fromEntries(entries) as Messages
}

/** One message: what it is filled in with, and how its choices are written, stays. */
export function pseudo(message: string): string {
  const [depths, letters] = [depthsOf(message), [...message]]
  const accented = letters.map((letter, at) => (isWords(depths[at]) ? (ACCENTED[letter] ?? letter) : letter)).join('')
  const grown = Math.ceil(GROWTH * letters.filter((_, at) => isWords(depths[at])).length)
  return `⟦${accented}${' ~~~~~'.repeat(Math.ceil(grown / 6)).slice(0, grown + 1)}⟧`
}

type Place = 'words' | 'argument'

function isWords(place: Place | undefined): boolean {
  return place === 'words'
}

/** Of each letter, whether it is said, or says what is filled in: `{name}`, `{n, plural, one {…}`. */
function depthsOf(message: string): Place[] {
  const open: Place[] = []
  let now: Place = 'words'
  return [...message].map((letter) => {
    if (letter === '{') {
      open.push(now)
      // Within an argument, a brace opens one of its choices, which is words again.
      now = now === 'words' ? 'argument' : 'words'
      return 'argument'
    }
    if (letter !== '}') return now
    now = open.pop() ?? 'words'
    return 'argument'
  })
}
