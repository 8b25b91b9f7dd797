/** What XML 1.0 has no place for, and halves of characters. */
const NOT_A_CHARACTER = /(?![\t\n\r])[\p{Cc}\ufffe\uffff\p{Surrogate}]/gu

/** Zero-width signs, marks of writing direction, fillers, tags. What joins or parts the letters beside it stays. */
const UNSEEN = /(?!\u200c|\u200d|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu

/** All but the byte order mark, which counts as a space and is not seen. */
const SPACES = /(?:(?!\ufeff)[\s\p{Cc}])+/gu

/** What leaves no mark by itself. */
const NO_MARK = /^[\s\p{Default_Ignorable_Code_Point}\p{Mn}]*$/u

/** A text as an XML file can hold it: what is no character there is U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(NOT_A_CHARACTER, '\ufffd')
}

/**
 * A text in one line, without what nobody sees and what would reorder the text around it. A text of nothing else is told
 * by the numbers of its signs, so that it has a name at all.
 */
export function visible(text: string): string {
  const seen = xmlText(text.replace(SPACES, ' ')).replace(UNSEEN, '').trim()
  return text.trim() === '' || !NO_MARK.test(seen) ? seen : codePoints(text)
}

const MOST_POINTS = 4

function codePoints(text: string): string {
  const points = Array.from(
    text,
    (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  return `${points.slice(0, MOST_POINTS).join(' ')}${points.length > MOST_POINTS ? ' …' : ''}`
}
