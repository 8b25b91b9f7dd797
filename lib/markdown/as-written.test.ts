import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { renderMarkdown, renderMessage } from './render-markdown'
import { showsMarkdown } from './shows-markdown'

function parse(html: string) {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body
}
const textOf = (html: string) => parse(html).textContent.trim()

describe('plain text stands as it was written', () => {
  test.each([
    'The volume is 2*3*4 = 24, by __init__ and the_rule_of_three.',
    '(a*b)*c = a*(b*c), and x**2 + y**2 = z**2',
    'def f(*args, **kwargs) calls __new__ before __init__',
    'I *really* mean _it_, ~~or~~ not.',
    'A star* and another star*.',
    '\\d+\\.\\d* finds C:\\temp\\_old',
    'AT&amp;T &lt;b&gt; &#42; © &copy;',
    '>>> print(1)',
    '> She said no.',
    'See [1] and f[a](b).',
    'It costs $5 or $10, 3 < 4 > 2',
    "`a quotation' and `another one'",
    '곱하기는 2*3*4, 이름은 __init__ 입니다.',
  ])('%s', (text) => {
    expect(showsMarkdown(text)).toBe(false)
    expect(textOf(renderMessage(text))).toBe(text)
    expect(parse(renderMessage(text)).querySelector('em, strong, del, blockquote')).toBeNull()
  })

  test.each([
    ['a line under a line', 'Title\n---\ntext', 'Title---text'],
    ['a row of stars', 'one\n\n***\n\ntwo', 'one***two'],
    ['a definition', 'See [1].\n\n[1]: https://a.example', 'See [1].[1]: https://a.example'],
    ['a backslash at the end', 'one\\\ntwo', 'one\\two'],
  ])('%s', (_name, text, seen) => {
    expect(textOf(renderMessage(text)).replaceAll('\n', '')).toBe(seen)
  })

  test('lists, line breaks and formulas are laid out all the same', () => {
    const body = parse(renderMessage('Two things:\n\n1. 2*3*4\n2. __init__\n\nand\nso $x^2$ on'))
    expect([...body.querySelectorAll('ol > li')].map(({ textContent }) => textContent)).toEqual(['2*3*4', '__init__'])
    expect(body.querySelectorAll('br')).toHaveLength(1)
    expect(body.querySelector('math')).not.toBeNull()
  })
})

describe('Markdown is told by what hardly anybody writes by chance', () => {
  test.each([
    ['a fence', 'Run\n```\nls\n```'],
    ['a heading', '# Answer\n\ntext'],
    ['strong', 'The **important** part'],
    ['strong beside Korean', '**중요**합니다'],
    ['code', 'Call `f()` first.'],
    ['a link', 'See [the docs](https://docs.example/a).'],
    ['a table', 'a | b\n--|--\n1 | 2'],
  ])('%s', (_name, text) => {
    expect(showsMarkdown(text)).toBe(true)
    expect(renderMessage(text)).toBe(renderMarkdown(text))
    expect(renderMessage(`${text}\n\nand *this* \\* too`)).toContain('<em>this</em> * too')
  })

  test.each([
    ['products', '**So:** 2*3*4 and a*b*c and x**2 + y**2', ' 2*3*4 and a*b*c and x**2 + y**2'],
    ['names of code', '**So:** __init__ and __FILE__', ' __init__ and __FILE__'],
  ])('%s in it stand as written', (_name, text, seen) => {
    const body = parse(renderMessage(text))
    expect(body.textContent.trim()).toBe(`So:${seen}`)
    expect(body.querySelectorAll('em, strong')).toHaveLength(1)
  })

  test('what is meant is not touched', () => {
    const body = parse(renderMessage('**API**s, __Important words__, *3* of ***four***, **강조**는'))
    expect([...body.querySelectorAll('strong')].map(({ textContent }) => textContent)).toEqual([
      ...['API', 'Important words', 'four', '강조'],
    ])
  })

  test('researchers’ own words are Markdown in any case', () => {
    expect(renderMarkdown('It takes *an hour*.')).toContain('<em>an hour</em>')
  })
})

const CASES = path.resolve(import.meta.dirname, '../../../shared/cases/19-stars.jsonl')
if (!existsSync(CASES)) console.warn(`Left out: ${CASES} is not there`)

test.skipIf(!existsSync(CASES))('the case of the first trial', () => {
  const { response } = JSON.parse(readFileSync(CASES, 'utf8')) as { response: string }
  expect(textOf(renderMessage(response))).toBe(response)
})
