import 'server-only'
import type { Root } from 'mdast'
import type { InlineMath } from 'mdast-util-math'
import rehypeHighlight from 'rehype-highlight'
import rehypeKatex from 'rehype-katex'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { allowed } from './allowed'
import { remarkPlain } from './as-written'
import { remarkRequireModestTree, requireModestSource } from './bounds'
import { htmlAsText, remarkKeepEverything } from './keep-everything'
import { BROKEN_TEX, rehypeLayOut } from './lay-out'
import { rehypeMakeInert } from './make-inert'
import { remarkMathSyntax } from './math-syntax'
import { showsMarkdown } from './shows-markdown'
import { createTextCache } from './text-cache'
import { withinTime } from './within-time'

/** Honest text of the longest length allowed takes half of this. */
const LONGEST_TIME = 1500
/** Characters below which the worst input is done in milliseconds; watching the clock would cost more. */
const TOO_SHORT_TO_TAKE_LONG = 1000
/** Of what is not rendered beforehand: previews, and pairs of a study that was opened a moment ago. */
const CACHED_CHARACTERS = 4_000_000

const markdown = toSafeHtml({ plain: false })
const plain = toSafeHtml({ plain: true })

function toSafeHtml({ plain: isPlain }: { plain: boolean }) {
  return unified()
    .use(remarkParse)
    .use(remarkGfm, { singleTilde: false })
    .use(remarkMath)
    .use(remarkMathSyntax)
    .use(isPlain ? [remarkPlain] : [])
    .use(remarkRequireModestTree)
    .use(remarkDisplayMath)
    .use(remarkKeepEverything)
    .use(remarkRehype, {
      handlers: { html: htmlAsText },
      footnoteLabel: 'Notes',
      footnoteLabelTagName: 'p',
      footnoteLabelProperties: { className: ['footnotes-title'] },
    })
    .use(rehypeMakeInert)
    .use(rehypeKatex, {
      output: 'mathml',
      strict: 'ignore',
      errorColor: BROKEN_TEX,
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    })
    .use(rehypeHighlight)
    .use(rehypeLayOut)
    .use(rehypeSanitize, allowed)
    .use(rehypeStringify)
    .freeze()
}

/**
 * Renders a message of a prompt or a response as HTML that can do nothing but be read: no address in it is live, nothing
 * is fetched, no id or style survives. Raw HTML shows as its own characters, TeX becomes MathML. What shows no sign of
 * Markdown is plain text and keeps all of its own.
 *
 * @param text of unknown origin, of any size
 * @returns HTML for `dangerouslySetInnerHTML`; '' when there is nothing to see; escaped plain text when the source is
 *   built to break renderers. Never throws.
 */
export function renderMessage(text: string): string {
  return unlessBlank(text, message)
}

/** The same for what researchers write in Evenhand itself, which is Markdown in any case. */
export function renderMarkdown(text: string): string {
  return unlessBlank(text, ownText)
}

function unlessBlank(text: string, render: (source: string) => string): string {
  const source = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD')
  return /^[\s\p{Cf}]*$/u.test(source) ? '' : render(source)
}

const message = createTextCache(CACHED_CHARACTERS, (source) =>
  render(source, () => (showsMarkdown(source) ? markdown : plain)),
)
const ownText = createTextCache(CACHED_CHARACTERS / 10, (source) => render(source, () => markdown))

function render(source: string, choose: () => typeof markdown): string {
  try {
    requireModestSource(source)
    const make = () => String(choose().processSync(source))
    return source.length < TOO_SHORT_TO_TAKE_LONG ? make() : withinTime(LONGEST_TIME, make)
  } catch {
    // Too much of something, or a parser that overflowed or took too long: the words must be readable all the same.
    return `<pre class="plain" role="group" aria-label="Plain text" tabindex="0" dir="auto">${escapeHtml(source)}</pre>`
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** remark-math sets `$$x$$` and `\[x\]` within the line when they stand on one. */
function remarkDisplayMath() {
  return (tree: Root, file: VFile): void => {
    const source = String(file)
    visit(tree, 'inlineMath', (node: InlineMath) => {
      const start = node.position?.start.offset ?? 0
      if (!/^(\$\$|\\\[)/.test(source.slice(start, start + 2))) return
      node.data = { ...node.data, hProperties: { className: ['language-math', 'math-display'] } }
    })
  }
}
