import type { Definition, FootnoteDefinition, Html, Nodes, Paragraph, PhrasingContent, Root, Text } from 'mdast'
import type { State } from 'mdast-util-to-hast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { unmeant } from './as-written'

/** Raw HTML as the characters it is made of. A whole block of it keeps its lines. */
export function htmlAsText(_state: State, node: Html, parent: Nodes | undefined) {
  const text = { type: 'text' as const, value: node.value }
  if (parent && isPhrasingParent(parent)) return text
  return { type: 'element' as const, tagName: 'p', properties: { className: ['raw'] }, children: [text] }
}

function isPhrasingParent({ type }: Nodes): boolean {
  return !['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(type)
}

/** Shows what Markdown would swallow: single line breaks, signs that are no marks, and definitions nothing refers to. */
export function remarkKeepEverything() {
  return (tree: Root, file: VFile): void => {
    const source = String(file)
    const used = new Set<string>()
    visit(tree, (node) => {
      if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier)
      else if (node.type === 'footnoteReference') used.add(`^${node.identifier}`)
    })
    visit(tree, (node, index, parent) => {
      if (!parent || index === undefined) return undefined
      const instead = replacement(node, used, source)
      if (!instead) return undefined
      parent.children.splice(index, 1, ...(instead as never[]))
      return [SKIP, index]
    })
  }
}

function replacement(node: Nodes, used: Set<string>, source: string): Nodes[] | null {
  if (node.type === 'emphasis' || node.type === 'strong') return unmeant(node, source)
  if (node.type === 'text') return node.value.includes('\n') ? withBreaks(node) : null
  if (node.type === 'definition') return used.has(node.identifier) ? null : [definitionAsText(node)]
  if (node.type === 'footnoteDefinition') return used.has(`^${node.identifier}`) ? null : footnoteAsText(node)
  return null
}

function withBreaks({ value }: Text): PhrasingContent[] {
  return value.split('\n').flatMap((line, i): PhrasingContent[] => {
    const text: Text = { type: 'text', value: line }
    return i === 0 ? [text] : [{ type: 'break' }, text]
  })
}

function definitionAsText({ label, identifier, url, title }: Definition): Paragraph {
  const value = `[${label ?? identifier}]: ${url}${title ? ` "${title}"` : ''}`
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}

function footnoteAsText({ label, identifier, children }: FootnoteDefinition): Nodes[] {
  return [{ type: 'paragraph', children: [{ type: 'text', value: `[^${label ?? identifier}]:` }] }, ...children]
}
