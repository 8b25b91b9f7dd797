import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BUILT_IN } from './built-in'
import { MASK, maskNames } from './mask'
import { ownNames } from './own-names'
import { makeScanner } from './scan'
import { sentenceAt } from './sentence'

const scan = makeScanner(BUILT_IN)
const found = (text: string) => scan(text).map(({ word }) => word)

test.each([
  ['I am ChatGPT.', ['ChatGPT']],
  ['I am CHATGPT, by openai', ['ChatGPT', 'OpenAI']],
  ['Ｃｈａｔ ＧＰＴ', ['ChatGPT']],
  ['Chat\u200bG\u00adPT', ['ChatGPT']],
  ['ОреnАI and Сlаudе', ['OpenAI', 'Claude']],
  ['O\u0336p\u0336e\u0336n\u0336A\u0336I', ['OpenAI']],
  ['𝗢𝗽𝗲𝗻𝗔𝗜, 𝒞𝓁𝒶𝓊𝒹ℯ', ['OpenAI', 'Claude']],
  ['**Open**AI or Open&#65;I or C&shy;laude', ['OpenAI', 'OpenAI', 'Claude']],
  ['GPT-4, GPT 4, gpt4 and GPT‑4', ['GPT-4', 'GPT-4', 'GPT-4', 'GPT-4']],
  ['저는 OpenAI가 만든 챗GPT입니다', ['OpenAI', '챗GPT']],
  ['我是百度的文心一言。', ['百度', '文心一言']],
  ['https://openai.com/blog', ['OpenAI']],
  ['As an AI language model, I cannot.', ['as an AI language model']],
  ['As an AI developed by OpenAI, I cannot.', ['OpenAI']],
  ['I was created by Foo Labs, in 2021.', ['i was created by foo labs']],
  ['Chat**GPT** or _Chat_GPT or GPT\\-4', ['ChatGPT', 'ChatGPT', 'GPT-4']],
  ['[Chat](x)GPT, ![Open](a_(b))**AI** and [Cla][1][ude](y "z")', ['ChatGPT', 'OpenAI', 'Claude']],
  ['[OpenAI](https://openai.com)', ['OpenAI', 'OpenAI']],
  ['I was created by [Foo Labs](https://foo.example), in 2021.', ['i was created by foo labs']],
  ['[As an AI][1] developed by **[Foo](x)**. Yes.', ['ai developed by foo']],
])('%s', (text, words) => {
  // “Chat GPT” and “ChatGPT” are one name, whichever was listed first.
  expect(found(text).map((word) => (word === 'Chat GPT' ? 'ChatGPT' : word))).toEqual(words)
})

test.each([
  'The bardic claudel gptish openair.',
  'An open air market. A metaphor. Grokking.',
  'Она сказала: опера, клод.',
  'The alphabet of mistralian winds.',
  '',
  '   ',
  '&#99999999; &#x110000; &',
])('nothing is found in “%s”', (text) => expect(found(text)).toEqual([]))

test('a hit tells where it stands, versions included', () => {
  const text = 'So claude-2.1 said'
  expect(scan(text).map(({ start, end }) => text.slice(start, end))).toEqual(['claude-2.1'])
  expect(maskNames('GPT-4o and gpt-4', ['GPT-4'])).toBe(`${MASK} and ${MASK}`)
})

test('a link that a name reaches into is masked with its address', () => {
  const mask = (text: string) => maskNames(text, found(text))
  expect(mask('So [Chat](https://chat.example)GPT said [this](x).')).toBe(`So ${MASK} said [this](x).`)
  expect(mask('I was created by [Foo Labs](https://foo.example). Hello.')).toBe(`${MASK}. Hello.`)
  expect(mask('See [a page of OpenAI](https://a.example).')).toBe(`See [a page of ${MASK}](https://a.example).`)
})

test('a system is looked for by its name, without its settings, and without its size', () => {
  const words = (names: string[]) => ownNames(names).map(({ word }) => word)
  expect(words(['LIMA 65B, p=0.9 T=0.7'])).toEqual(['LIMA 65B, p=0.9 T=0.7', 'LIMA 65B', 'LIMA'])
  expect(words(['DaVinci003'])).toEqual(['DaVinci003', 'DaVinci'])
  expect(words(['Quill-2', 'A', '가온', '13'])).toEqual(['Quill-2', 'Quill', '가온'])
})

test('of a name that is listed twice, the study’s own system is told', () => {
  const both = makeScanner([...BUILT_IN, ...ownNames(['Alpaca 65B'])])
  expect(both('alpaca')).toEqual([{ word: 'Alpaca', kind: 'SYSTEM', start: 0, end: 6 }])
})

test('the sentence stands around its hit', () => {
  const text = 'Hello there. I am Claude, of course! Bye.'
  const [hit] = scan(text)
  expect(hit && sentenceAt(text, hit.start, hit.end)).toEqual({
    before: 'I am ',
    hit: 'Claude',
    after: ', of course!',
  })
  const long = `${'x'.repeat(500)} Claude ${'y'.repeat(500)}`
  const [far] = scan(long)
  const sentence = far && sentenceAt(long, far.start, far.end)
  expect(sentence?.before).toMatch(/^…x{150,160} $/)
  expect(sentence?.after).toMatch(/^ y{150,160}…$/)
})

describe('whatever the text', () => {
  const words = ['OpenAI', 'Claude', 'GPT-4', '구글', 'i was made by foo labs']
  const spelt = fc.constantFrom(
    ...words,
    ...[
      'OPENAI',
      'open\u200bai',
      'ＯｐｅｎＡＩ',
      'сlaude',
      'cl&#97;ude',
      '**Cl**aude',
      'gpt4',
      'GPT 4',
      'GPT-4o',
      '구글은',
      '[Open](x)AI',
      '[Clau][1]de',
    ],
  )
  const piece = fc.oneof(
    spelt,
    fc.constantFrom(
      ' ',
      '. ',
      '\n',
      '[',
      '](x)',
      '][1]',
      '[a](b)',
      '*',
      '-',
      '|',
      '`',
      '&',
      '한',
      '字',
      MASK,
      '2',
      'x',
      '&#',
      ';',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  )
  const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

  test('a masked text has none of its words left, and masking it again changes nothing', () => {
    fc.assert(
      fc.property(text, (source) => {
        const masked = maskNames(source, words)
        expect(maskNames(masked, words)).toBe(masked)
        const rest = makeScanner(words.map((word) => ({ word, kind: 'LISTED' })))(masked)
        expect(rest).toEqual([])
        // As the eye would look for it: a word between spaces, in plain letters.
        expect(masked.toLowerCase()).not.toMatch(/(^|\s)(openai|claude)(?=\s|\.|$)/)
      }),
      { numRuns: 2000 },
    )
  })

  test('hits stand apart and in order', () => {
    fc.assert(
      fc.property(text, (source) => {
        let at = 0
        for (const { start, end } of scan(source)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
      }),
    )
  })

  test('a word between spaces is found in any text', () => {
    fc.assert(
      fc.property(fc.string(), spelt, fc.string(), (before, word, after) => {
        const hits = makeScanner(words.map((each) => ({ word: each, kind: 'LISTED' })))(
          `${before}\n\n ${word} \n\n${after}`,
        )
        expect(hits.length).toBeGreaterThan(0)
      }),
    )
  })
})

// A phrase takes the words after it along, with the signs between them; masked, all of it must go.
test.each(['“Acme Labs”', '"Acme Labs"', 'R&D Acme', 'Acme/Brandt', 'Acme + Brandt', "'Acme' Labs"])(
  'a phrase that names %s is masked as it was found',
  (maker) => {
    for (const opening of ['I was created by', 'an AI developed by', 'I was trained by']) {
      const text = `Hello. ${opening} ${maker}. How may I help?`
      const words = scan(text).map(({ word }) => word)
      expect(words).not.toEqual([])
      const masked = maskNames(text, words)
      expect(masked).not.toMatch(/Acme|Brandt/)
      expect(masked).toContain('How may I help?')
    }
  },
)
