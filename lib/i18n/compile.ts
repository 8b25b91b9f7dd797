import 'server-only'
import compile from 'icu-minify/compile'

type Tree = { [key: string]: string | Tree }

/** Compiles messages, so that saying them needs no parser. Typed as what they were compiled from. */
export function compileAll<Messages extends Tree>(messages: Messages): Messages {
  // Through JSON: the compiler makes objects without a prototype, which a page cannot hand to the browser.
  return JSON.parse(JSON.stringify(compileTree(messages))) as Messages
}

function compileTree(tree: Tree): object {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? compile(value) : compileTree(value)]),
  )
}
