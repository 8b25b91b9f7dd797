/** Signs of Markdown that hardly anybody writes by chance. Each is looked for in one pass over the text. */
const SIGNS = [
  // A fence, a heading, the second line of a table.
  /^ {0,3}(?:```|~~~|#{1,6}[ \t]+\S)/m,
  /^ {0,3}\|?[ \t]*:?-{1,200}:?[ \t]*\|[ \t:|-]*$/m,
  // **Strong** around words: powers such as x**2 follow a letter or digit, `**kwargs` is not closed.
  /(?<![\p{L}\p{N}*])\*\*(?![\s*])[^*\n]{0,500}(?<![\s*])\*\*(?!\*)/u,
  // `Code`, but not `a quotation'.
  /(?<![\w`])`(?![\s`])[^`\n]{0,500}(?<!\s)`(?![\w`])/,
  // A link or an image.
  /\]\((?:https?:\/\/|mailto:|www\.|\/|#)/,
]

/**
 * Whether a message is Markdown, by what is in it. One without such evidence is plain text: asterisks, underscores,
 * backslashes and `>` in it are what its author wrote, not marks. The whole rule: docs/file-formats.md.
 * @param text with line ends as `\n`
 */
export function showsMarkdown(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text))
}
