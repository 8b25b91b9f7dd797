import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderMessage } from './render-markdown'
import { RENDERER } from './renderer'

/** Something of each kind of text that the renderer treats in a way of its own. */
const TEXTS = [
  '# One\n\n## Two\n\nText with **bold**, *italic*, `code`, ~~gone~~ and a [link](https://example.org/a).',
  '1. one\n2. two\n   - nested\n   - [x] done\n\n> quoted\n>\n> twice',
  '| a | b |\n|:--|--:|\n| 1 | 2 |\n\nA note.[^1]\n\n[^1]: Below.',
  '```python\ndef add(a, b):\n    return a + b\n```\n\n    indented\n',
  'Inline $x^2 + \\frac{1}{2}$, display\n\n$$\\sum_{i=1}^n i = \\frac{n(n+1)}{2}$$\n\nand \\(y\\) and \\[z\\].',
  '<b>raw</b> <script>x</script> &amp; ![picture](https://example.org/a.png) https://example.org',
  'Plain text: 2*3*4 = 24, __init__ and a_b_c, 5 < 6 & 7 > 6.\nA second line.',
  '한국어 답변입니다. **굵게** 쓰고, 目录 and עברית too.',
  '$\\notacommand{x}$ and $unclosed',
  `${'>'.repeat(300)} deep`,
]

/** Of the HTML that each version makes of them. What a renderer made stays with studies that were opened with it. */
const MADE: Record<string, string> = {
  1: '7506bfa9262814e7c6cda080e6739bea915201c2f11bfd3c00efe2fdc38bc379',
}

test('HTML that was made by this version of the renderer is what it makes now', () => {
  const hash = createHash('sha256').update(TEXTS.map(renderMessage).join('\n')).digest('hex')
  // It changed: raise RENDERER here and in prisma/functions/renderer.sql, and write its hash above.
  expect(hash).toBe(MADE[RENDERER])
})

test('the database is asked for the HTML of this version', () => {
  expect(readFileSync('prisma/functions/renderer.sql', 'utf8')).toContain(`SELECT '${RENDERER}'`)
})
