import { expect, test } from 'vitest'
import { visible } from '@/lib/visible'
import { dotWhiskerFigure } from './drawing/dot-whisker'
import type { Figure } from './figure'
import { FIGURE_ENDINGS, type FigureEnding } from './files/formats'
import { serveFigure } from './files/serve-figure'
import { setLine } from './files/set-line'

/** What people, files and attackers call things. */
const NAMES: Record<string, string> = {
  'zero-width space': 'Quill\u200bbacker',
  'a byte order mark': '\ufeffQuill\ufeffbacker',
  'nothing but zero width': '\u200b\u200d\u2060\u2063\u034f',
  'a lone byte order mark': '\u200b\ufeff',
  'marks of direction': '\u202eevil\u2066RTL\u200e\u061c💥한국어العربية',
  'an override left open': 'safe\u202egnp.exe',
  'isolates that do not match': '\u2069\u2069a\u2068b',
  'every kind of space': 'a\u2009b\u00a0c\u202fd\u3000e\u2028f\u2029g\u0085h',
  controls: 'a\u0001b\u0007\u001b[31mc\u007fd',
  'line ends': 'a\nb\r\n\tc',
  'unassigned letters': '\u0378x\u{e0080}\u{3fffd}',
  'no characters': '\ufffe\uffffx\u{1fffe}\u{10ffff}',
  'private letters': '\ue000x\u{f0000}',
  'lone surrogates': '\ud83dx\ude00',
  'emoji with joiners': '👩‍👩‍👧‍👦 🏳️‍🌈 🇰🇷 ☎︎ ❤️',
  tags: '\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}',
  'piled accents': `Z${'\u0301\u0327'.repeat(300)}algo`,
  'an accent alone': '\u0301',
  'very long': 'W'.repeat(20_000),
  'very many words': 'i '.repeat(20_000),
  'long and from right to left': 'אב '.repeat(3000),
  'Persian with a joiner': 'می\u200cخواهم',
  'Hindi, Thai, old Korean': 'क्षि ก็ \u1100\u1161\u11a8 \u3164\uffa0',
  markup: '<script>alert(1)</script>&"\'<img src=x onerror=alert(1)>]]><!--',
  commands: "=cmd|'/C calc'!A0",
  LaTeX: '\\input{/etc/passwd}%#$&_^~{}\\write18{id}',
}

function figureOf(name: string): Figure {
  const note = `Counted of ${name}.`
  return {
    ...{ name: 'strengths', title: 'Strengths' },
    study: `About ${name}`,
    size: 800,
    draw: (of) =>
      dotWhiskerFigure(
        `Strengths of ${name}`,
        [
          {
            ...{ title: name, domain: [0, 1], ticks: [{ at: 0.5, text: '0.5' }], columnTitle: 'Score' },
            rows: [
              { label: name, value: 0.5, interval: [0.4, 0.6], text: '0.50', range: '0.40 to 0.60' },
              { label: [name, `${name} 2`], value: 0.5, interval: null, text: '0.50', range: '' },
            ],
          },
        ],
        { ...of, notes: [note] },
      ),
    columns: ['system', 'score'],
    rows: [{ system: name, score: 0.5 }],
    table: {
      columns: [
        { head: 'System', align: 'l' },
        { head: 'Score', align: 'r' },
      ],
      rows: [[name, '0.50']],
    },
    caption: note,
  }
}

/** What XML 1.0 has no place for; what reorders the line it stands in. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const REORDERS = /[\u200e\u200f\u061c\u202a-\u202e\u2066\u2067]/u

test.each(Object.entries(NAMES))('a name with %s is in a file of every kind', async (_, name) => {
  const request = new Request('http://localhost/')
  const files = {} as Record<FigureEnding, string>
  for (const ending of FIGURE_ENDINGS) {
    const answer = await serveFigure(request, figureOf(name), ending)
    expect(answer.status, ending).toBe(200)
    files[ending] = Buffer.from(await answer.arrayBuffer()).toString(/png|pdf/.test(ending) ? 'latin1' : 'utf8')
  }
  expect(files.png).toMatch(/^.PNG\r\n/)
  expect(files.pdf).toMatch(/^%PDF-1/)
  for (const text of [files.svg, files.tex, files.txt]) {
    expect(text).not.toMatch(NO_XML)
    expect(text).not.toMatch(REORDERS)
  }
  expect(files.svg).not.toMatch(/<script|<img|NaN/)
  expect(files.svg.match(/\u2068/g)?.length).toBe(files.svg.match(/\u2069/g)?.length)
  expect(files.tex).not.toMatch(/\\(input|write18)\{/)
  // Who looks for it finds it: nothing is without a name. Numbers are as they were uploaded.
  expect(visible(name)).toMatch(/\S/)
  expect(files.csv.split('\n')[0]).toBe('system,score')
})

test('what is not seen takes no room and leaves no box, and every kind of space is one', () => {
  const width = (text: string) => setLine(text, 14, 400).width
  expect(width('a\u200b\ufeff\u00ad\u{e0041}\ufe0fb')).toBe(width('ab'))
  expect(width('a\u2009b')).toBe(width('a b'))
  expect(width('a\u3000b')).toBe(width('a b'))
  expect(visible('\u200b\ufeff')).toBe('U+200B U+FEFF')
  expect(visible('safe\u202egnp.exe')).toBe('safegnp.exe')
  expect(visible('می\u200cخواهم')).toBe('می\u200cخواهم')
})
