import type { Element, ElementContent, Properties, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** `h1` and `h2` are the screen's own. */
const HIGHEST_HEADING = 3
const RTL = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u
const HANGUL = /\p{Script=Hangul}/u
const LETTER = /\p{L}/u
/** The colour KaTeX is told to give what it cannot set; it never reaches the screen. */
export const BROKEN_TEX = '#bad0ee'
const BLOCKS = ['p', 'h3', 'h4', 'h5', 'h6', 'li', 'th', 'td']
const NUMBER = /^[-+−±~≈(]?\s?[$€£¥₩]?\s?\d[\d.,\s]*\s?(%|[a-zA-Zµ°€£¥₩]{1,3})?\)?$/

/** Puts an answer's headings below the pane's, its text in reading direction, and wide things in scroll frames. */
export function rehypeLayOut() {
  return (tree: Root): void => {
    levelHeadings(tree)
    visit(tree, 'element', setDirection)
    visit(tree, 'element', markKorean)
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined
      if (node.tagName === 'pre') node.properties = { ...frame('Code'), dir: 'ltr' }
      const instead = framed(node)
      if (!instead) return undefined
      parent.children[index] = instead
      return [SKIP, index + 1]
    })
  }
}

function setDirection(node: Element): void {
  if (BLOCKS.includes(node.tagName)) node.properties.dir = 'auto'
  // `auto` overlooks children that have a direction themselves, so lists and quotes are told.
  if (['ul', 'ol', 'blockquote', 'table'].includes(node.tagName) && RTL.test(firstLetterOf(node) ?? ''))
    node.properties.dir = 'rtl'
}

/** So that it breaks between words and is read out in its own voice. Other scripts do not tell their language. */
function markKorean(node: Element): void {
  if (BLOCKS.includes(node.tagName) && HANGUL.test(firstLetterOf(node) ?? '')) node.properties.lang = 'ko'
}

function framed(node: Element): Element | null {
  if (node.tagName === 'table') {
    alignNumbers(node)
    return wrap('div', 'table', { ...frame('Table'), dir: node.properties.dir }, node)
  }
  if (!(node.properties.className as unknown[] | undefined)?.includes('katex')) return null
  const math = node.children.find((child) => child.type === 'element')
  if (!math) return null
  const source = brokenSource(math)
  if (source !== null) return wrap('code', '', {}, { type: 'text', value: source })
  return math.properties.display === 'block' ? wrap('span', 'math', frame('Formula'), math) : math
}

/** What KaTeX could not set, as it was written: else a refused command would vanish with what it holds. */
function brokenSource(math: Element): string | null {
  let broken = false
  let source = ''
  visit(math, 'element', (node) => {
    if (node.properties.mathcolor === BROKEN_TEX) broken = true
    if (node.tagName === 'annotation') source = plainText(node)
  })
  return broken ? source : null
}

/** Keyboard users scroll what takes the focus. */
function frame(label: string): Properties {
  return { role: 'group', ariaLabel: label, tabIndex: 0 }
}

function wrap(tagName: string, className: string, properties: Properties, child: ElementContent): Element {
  return { type: 'element', tagName, properties: { ...properties, className: [className] }, children: [child] }
}

/** Levels in use become h3, h4, …, and none is skipped on the way down, whatever the text begins with. */
function levelHeadings(tree: Root): void {
  const headings: Element[] = []
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) headings.push(node)
  })
  const used = [...new Set(headings.map(({ tagName }) => tagName))].sort()
  let before = HIGHEST_HEADING - 1
  for (const heading of headings) {
    before = Math.min(HIGHEST_HEADING + used.indexOf(heading.tagName), before + 1, 6)
    heading.tagName = `h${before}`
  }
}

function firstLetterOf(node: Element): string | null {
  for (const child of node.children) {
    const found =
      child.type === 'text' ? LETTER.exec(child.value)?.[0] : child.type === 'element' && firstLetterOf(child)
    if (found) return found
  }
  return null
}

/** Columns that hold numbers only line up on the right, as in print, unless the text says otherwise. */
function alignNumbers(table: Element): void {
  const columns: Element[][] = []
  visit(table, 'element', (row) => {
    if (row.tagName !== 'tr') return
    const cells = row.children.filter((cell) => cell.type === 'element')
    for (const [column, cell] of cells.entries()) columns[column] = [...(columns[column] ?? []), cell]
  })
  for (const column of columns) {
    const body = column.filter(({ tagName }) => tagName === 'td').map(plainText)
    const numbers = body.some((value) => value !== '') && body.every((value) => value === '' || NUMBER.test(value))
    if (numbers) for (const cell of column) cell.properties.align ??= 'right'
  }
}

function plainText(node: Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? plainText(child) : ''))
    .join('')
    .trim()
}
