/** A stretch of a line of text that runs one way. */
export type Directed = { text: string; isRightToLeft: boolean }

const ISOLATED = /(\u2068[^\u2069]*\u2069?)/
const RIGHT = '\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufeff\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}'
const IS_RIGHT_TO_LEFT = new RegExp(`[${RIGHT}]`, 'u')
/** Letters and digits that run from left to right, with what stands between them; and letters that run the other way. */
const LEFT_TO_RIGHT = new RegExp(`((?![${RIGHT}])[\\p{L}\\p{N}](?:[^${RIGHT}]*(?![${RIGHT}])[\\p{L}\\p{N}])?)`, 'u')
const RIGHT_TO_LEFT = new RegExp(`([${RIGHT}](?:(?:(?![\\p{L}\\p{N}]).|[${RIGHT}])*[${RIGHT}])?)`, 'u')

const MIRRORED: Record<string, string> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '{': '}',
  '}': '{',
  '<': '>',
  '>': '<',
}

/**
 * The stretches of a line in the order in which they stand, from left to right. Names with letters that run from right
 * to left are isolated (`printable`); if such a letter comes first, the name's stretches change places, as the Unicode
 * bidirectional algorithm has it where nothing is nested. The isolates themselves leave no mark.
 */
export function visualOrder(line: string): Directed[] {
  return line
    .split(ISOLATED)
    .flatMap((part) => {
      const text = part.replace(/[\u2068\u2069]/g, '')
      return IS_RIGHT_TO_LEFT.test(text) ? stretches(text) : [{ text, isRightToLeft: false }]
    })
    .filter(({ text }) => text !== '')
}

function stretches(text: string): Directed[] {
  const [strong = ''] = /\p{L}/u.exec(text) ?? []
  const rightFirst = IS_RIGHT_TO_LEFT.test(strong)
  // What stands between the stretches goes the way of the first letter.
  const parts = text.split(rightFirst ? LEFT_TO_RIGHT : RIGHT_TO_LEFT).map((part, index) => {
    const isRightToLeft = rightFirst === (index % 2 === 0)
    return {
      text: isRightToLeft ? part.replace(/[()[\]{}<>]/g, (sign) => MIRRORED[sign] ?? sign) : part,
      isRightToLeft,
    }
  })
  return rightFirst ? parts.reverse() : parts
}
