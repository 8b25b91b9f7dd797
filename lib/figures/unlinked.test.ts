import { expect, test } from 'vitest'
import { unlinked } from './unlinked'

test('links go, with their addresses; what they were around stays, and what only begins like one', () => {
  const svg =
    '<svg><a href="/studies/1?a=b&amp;c"><rect x="1"/><text>C &lt; a</text></a><animate/><a><g aria-label="a"/></a></svg>'
  expect(unlinked(svg)).toBe('<svg><rect x="1"/><text>C &lt; a</text><animate/><g aria-label="a"/></svg>')
})
