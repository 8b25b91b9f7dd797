import type { Nodes as HastNodes } from 'hast'
import type { Nodes } from 'mdast'

/** Above this length a text is shown as it is: parsing it would hold up the server. */
const LONGEST_TEXT = 100_000
const DEEPEST = 60
const MOST_NODES = 60_000
const MOST_CELLS = 20_000
/** `>>>>…` and `- - - …`: containers opened by one line. */
const MANY_CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))){30}/m
const DEEP_INDENT = /^[ \t]{120}[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/m

class TooMuch extends Error {}

/** @throws TooMuch when parsing alone could take seconds */
export function requireModestSource(text: string): void {
  if (text.length > LONGEST_TEXT) throw new TooMuch('length')
  if (MANY_CONTAINERS.test(text) || DEEP_INDENT.test(text)) throw new TooMuch('containers')
}

/** Refuses trees that later steps would recurse too deep into, or that grow beyond all measure when rendered. */
export function remarkRequireModestTree() {
  return (tree: Nodes): void => measure(tree)
}

/** @throws TooMuch */
function measure(tree: Nodes | HastNodes): void {
  const open: { node: Nodes | HastNodes; depth: number }[] = [{ node: tree, depth: 0 }]
  let nodes = 0
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next
    if (depth > DEEPEST || ++nodes > MOST_NODES) throw new TooMuch('tree')
    // Short rows are filled up to the table's width.
    if (node.type === 'table' && node.children.length * (node.align?.length ?? 0) > MOST_CELLS)
      throw new TooMuch('table')
    if ('children' in node) for (const child of node.children) open.push({ node: child, depth: depth + 1 })
  }
}
