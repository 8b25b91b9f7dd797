import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'

/** Longer addresses are cut, visibly: one definition may be referred to ten thousand times. */
const LONGEST_ADDRESS = 300

/** Links, images and tick boxes as text: nothing in an answer can be followed, fetched or pressed. */
export function rehypeMakeInert() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (!parent || index === undefined) return undefined
      const instead = inert(node)
      if (!instead) return undefined
      parent.children.splice(index, 1, ...instead)
      return [SKIP, index]
    })
  }
}

function inert(node: Element): ElementContent[] | null {
  const { tagName, properties, children } = node
  if (tagName === 'a') {
    if ('dataFootnoteBackref' in properties) return []
    if ('dataFootnoteRef' in properties) return children
    return [span('link', [...children, ...address(properties.href, textOf(children))])]
  }
  if (tagName === 'img') {
    const alt = String(properties.alt ?? '')
    return [span('image', [text(alt ? `[image: ${alt}]` : '[image]'), ...address(properties.src, '')])]
  }
  if (tagName === 'input') return [text(properties.checked ? '☑' : '☐')]
  return null
}

/** The address in brackets, unless the link's text says it already. */
function address(url: unknown, said: string): ElementContent[] {
  const whole = decode(String(url ?? ''))
  const bare = whole.replace(/^(mailto:|https?:\/\/)/, '')
  if (whole === '' || said === whole || said === bare) return []
  const shown = whole.length > LONGEST_ADDRESS ? `${whole.slice(0, LONGEST_ADDRESS)}…` : whole
  return [text(' '), { ...span('address', [text(`(${shown})`)]), properties: { className: ['address'], dir: 'ltr' } }]
}

function decode(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

function textOf(nodes: ElementContent[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : 'children' in node ? textOf(node.children) : ''))
    .join('')
}

function text(value: string): ElementContent {
  return { type: 'text', value }
}

function span(className: string, children: ElementContent[]): Element {
  return { type: 'element', tagName: 'span', properties: { className: [className] }, children }
}
