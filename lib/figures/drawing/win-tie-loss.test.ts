import { readFileSync } from 'node:fs'
import { DOMParser } from 'linkedom'
import { expect, test } from 'vitest'
import { type RateRow, toRates } from '@/lib/rates/rates'
import { addSingles, emptyStratum } from '@/lib/rates/strata'
import { textWidth } from './fit-text'
import { PRINT_COLOURS } from './look'
import { type FigureOptions, winTieLossFigure } from './win-tie-loss'

type Names = { group?: string; reference?: string; other?: string }

function row(wins: number, ties: number, losses: number, names: Names = {}) {
  const who = { group: 'crowd', reference: 'Focal', other: 'Base', ...names }
  const stratum = emptyStratum(who.group, who.reference, who.other, { kind: 'all', name: '' })
  addSingles(stratum, 'wins', wins)
  addSingles(stratum, 'ties', ties)
  addSingles(stratum, 'losses', losses)
  return toRates([stratum], 'wilson')[0] as RateRow
}

function draw(rows: ReturnType<typeof row>[], options: FigureOptions = {}) {
  const text = winTieLossFigure(rows, options)
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement as unknown as Element
  const widths = (outcome: string) =>
    Array.from(svg.querySelectorAll(`g.fill-${outcome} rect`), (rect) => Number(rect.getAttribute('width')))
  // The text as it is read: without titles.
  const labels = Array.from(svg.querySelectorAll('text'), (label) =>
    Array.from(label.querySelectorAll('tspan'), (span) => span.textContent).join('|'),
  )
  return { text, svg, widths, labels }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

test('segments are as wide as their shares, and print percent and count', () => {
  const { widths, labels } = draw([row(159, 63, 78)])
  const all = sum([...widths('win'), ...widths('tie'), ...widths('loss')])
  expect(widths('win')[0]).toBeCloseTo(0.53 * all, 3)
  expect(widths('tie')[0]).toBeCloseTo(0.21 * all, 3)
  expect(widths('loss')[0]).toBeCloseTo(0.26 * all, 3)
  expect(labels).toEqual(expect.arrayContaining(['53%|159', '21%|63', '26%|78', 'n = 300', 'crowd', 'Base']))
  expect(labels).toEqual(expect.arrayContaining(['53|47.4 to 58.6', '74|68.8 to 78.6', '0%', '50', '100%']))
  expect(labels).toEqual(expect.arrayContaining(['Focal against', 'Focal wins', 'Tie', 'Focal loses']))
})

test.each(['wide', 'narrow'] as const)('twenty %s rows have twenty full bars and forty intervals', (width) => {
  const rows = Array.from({ length: 20 }, (_, i) => row(i + 1, 20 - i, 3, { other: `Base ${i}` }))
  const { svg, widths } = draw(rows, { width })
  expect(widths('win')).toHaveLength(20)
  const bars = widths('win').map((win, i) => win + (widths('tie')[i] ?? 0) + (widths('loss')[i] ?? 0))
  for (const bar of bars) expect(bar).toBeCloseTo(bars[0] as number, 6)
  expect(svg.querySelectorAll('g.fill-ink circle')).toHaveLength(20)
  expect(svg.querySelectorAll('g.fill-paper circle')).toHaveLength(20)
})

test('the image has a name and says its numbers in words', () => {
  const { svg } = draw([row(3, 1, 1), row(0, 0, 0, { other: 'Unjudged' })])
  expect(svg.getAttribute('role')).toBe('img')
  expect(svg.getAttribute('text-anchor')).toBeNull()
  expect(svg.getAttribute('aria-label')).toBe(
    'Wins, ties and losses of Focal, in percent, with 95% Wilson score intervals',
  )
  expect(svg.querySelector('desc')?.textContent).toBe(
    'crowd, Focal against Base: wins 60%, ties 20%, losses 20%, n 5. crowd, Focal against Unjudged: no judgments.',
  )
})

test.each([
  ['no judgment at all', [0, 0, 0], 0],
  ['one judgment', [1, 0, 0], 1],
  ['all ties', [0, 9, 0], 1],
  ['one loss in a million', [999_998, 1, 1], 3],
] as const)(
  '%s draws without NaN, zero-width segments or labels that overflow',
  (_, [wins, ties, losses], segments) => {
    for (const width of ['wide', 'narrow'] as const) {
      const { text, widths } = draw([row(wins, ties, losses)], { width })
      expect(text).not.toMatch(/NaN|Infinity|undefined|null/)
      expect([...widths('win'), ...widths('tie'), ...widths('loss')]).toHaveLength(segments)
    }
  },
)

test('as a segment narrows, first the count goes, then the percent', () => {
  const segment = (losses: number) => draw([row(1000 - losses, 0, losses)]).labels.filter((label) => /%/.test(label))
  expect(segment(150)).toContain('15%|150')
  expect(segment(70)).toContain('7%')
  expect(segment(20).filter((label) => label.startsWith('2%'))).toEqual([])
})

test('what is neither none nor all is not rounded to it', () => {
  expect(draw([row(997, 2, 1)]).labels).toContain('>99%|997')
})

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>&amp;<title>',
  'x'.repeat(200),
  'نموذج اللغة العربية الكبير جدا للمحادثة والإجابة عن الأسئلة',
  '\u202egnp.exe\u0007\u0000',
  '很长的系统名称很长的系统名称很长的系统名称很长的系统名称',
  '👩‍👩‍👧‍👦 family model',
  ']]> --> </svg>',
]

test.each(HOSTILE)('%j as a name stays text, is cut to fit, and is whole in a title', (name) => {
  const names = { group: name, reference: name, other: name }
  for (const width of ['wide', 'narrow'] as const)
    for (const look of ['page', 'print'] as const) {
      const { svg, text } = draw([row(5, 5, 5, names), row(3, 0, 9, { ...names, other: 'short' })], { width, look })
      const allowed = ['svg', 'desc', 'path', 'g', 'rect', 'line', 'circle', 'text', 'tspan', 'title']
      for (const element of svg.querySelectorAll('*')) expect(allowed).toContain(element.tagName)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
      for (const element of svg.querySelectorAll('*'))
        for (const { name: attribute } of Array.from(element.attributes))
          expect(attribute).not.toMatch(/^on|href|style/)
      const labels = Array.from(svg.querySelectorAll('tspan'), ({ textContent }) => textContent ?? '')
      for (const label of labels) expect(textWidth(label, 12)).toBeLessThan(width === 'wide' ? 1120 : 358 * 1.2)
    }
})

test('a name that is cut is whole in its title', () => {
  const name = 'A system whose name says everything about its settings, p = 0.9, T = 0.7'
  const titles = Array.from(draw([row(1, 1, 1, { other: name })]).svg.querySelectorAll('title'), (t) => t.textContent)
  expect(titles).toContain(name)
})

test('each group is a panel of its own', () => {
  const { labels } = draw([row(1, 2, 3), row(3, 2, 1, { group: 'llm' })])
  expect(labels.filter((label) => label === 'crowd' || label === 'llm')).toEqual(['crowd', 'llm'])
  expect(labels.filter((label) => label === 'Wins, %')).toHaveLength(2)
})

test('with different references a row names both of its systems', () => {
  expect(draw([row(1, 2, 3), row(3, 2, 1, { reference: 'Other' })]).labels).toEqual(
    expect.arrayContaining(['Focal v Base', 'Other v Base', 'First system wins']),
  )
})

test('each number opens its rows, with one stop of the Tab key a row; a file has no links', () => {
  const open = ({ other }: { other: string }, outcome: string | null) => `/${other}/${outcome}`
  const rows = [row(159, 63, 78), row(30, 9, 8, { other: 'Next' })]
  for (const width of ['wide', 'narrow'] as const) {
    const { svg } = draw(rows, { open, width })
    expect(svg.getAttribute('role')).toBe('group')
    const links = Array.from(svg.querySelectorAll('a'), (link) => [
      Array.from(link.querySelectorAll('tspan'), ({ textContent }) => textContent?.trim()).join(' '),
      link.getAttribute('href'),
      link.getAttribute('tabindex'),
    ])
    const named = (words: string) => links.filter(([text]) => text?.includes(words))
    expect(named('n = 300')).toEqual([['n = 300', '/Base/null', null]])
    expect(named('53% 159')).toEqual([['53% 159', '/Base/win', '-1']])
    expect(named('26% 78')).toEqual([['26% 78', '/Base/loss', '-1']])
    expect(named('47.4 to 58.6').map(([, ...rest]) => rest)).toEqual([['/Base/win', '-1']])
    expect(named('68.8 to 78.6').map(([, ...rest]) => rest)).toEqual([['/Base/unlost', '-1']])
    expect(links).toHaveLength(14)
    expect(links.filter(([, , tab]) => tab === null)).toHaveLength(2)
  }
  const { text, svg } = draw(rows, { open, look: 'print' })
  expect(text).not.toContain('href')
  expect(svg.getAttribute('role')).toBe('img')
})

test('a download stands alone: no classes, variables or styles, and the notes are in it', () => {
  const { text, labels } = draw([row(9, 8, 7)], { look: 'print', notes: ['Simulated judgments.'] })
  expect(text).not.toMatch(/class=|var\(|<style|currentColor/)
  expect(text).toContain('xmlns="http://www.w3.org/2000/svg"')
  expect(labels.join(' ')).toContain('Simulated judgments.')
})

test('the colours of downloads are the light ones of the page', () => {
  const tokens = readFileSync('app/styles/tokens.css', 'utf8')
  for (const [name, value] of Object.entries(PRINT_COLOURS))
    expect(tokens).toContain(`--color-${name}: light-dark(${value},`)
})
