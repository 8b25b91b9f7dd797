import type { Emphasis, PhrasingContent, Strong } from 'mdast'
import type { Processor } from 'unified'

/** Constructs of Markdown that take signs away; without them lists, paragraphs, tables and formulas are still laid out. */
const TAKE_SIGNS_AWAY = [
  ...['attention', 'strikethrough', 'characterEscape', 'characterReference', 'hardBreakEscape', 'blockQuote'],
  ...['setextUnderline', 'thematicBreak', 'definition', 'labelEnd', 'codeText'],
]

/** Parses plain text: all signs in it stay. Use after other syntax. */
export function remarkPlain(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: TAKE_SIGNS_AWAY } })
}

const LETTER_OR_DIGIT = /[A-Za-z0-9]/
/** `__init__`, `__FILE__` */
const IDENTIFIER = /^(?:[a-z0-9_]+|[A-Z0-9_]+)$/

/**
 * Emphasis that nobody meant, even in Markdown, as the text it was written as: asterisks that begin after a letter or a
 * digit, as in `2*3*4`, and a name of code between two underscores, as in `__init__`. Else null.
 */
export function unmeant({ position, children }: Emphasis | Strong, source: string): PhrasingContent[] | null {
  const start = position?.start.offset ?? 0
  const end = position?.end.offset ?? 0
  const mark = source.slice(start, children[0]?.position?.start.offset ?? start)
  const isProduct = mark.startsWith('*') && LETTER_OR_DIGIT.test(source.charAt(start - 1))
  const isName = mark === '__' && IDENTIFIER.test(source.slice(start + 2, end - 2))
  const sign = { type: 'text' as const, value: mark }
  return isProduct || isName ? [sign, ...children, sign] : null
}
