import { readFileSync } from 'node:fs'
import { DOMParser } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { analyseRated } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import { RatingGatherer } from '@/lib/ratings/gather-ratings'
import { rateTable } from '@/lib/ratings/rate-table'
import type { RatedResults } from '@/lib/ratings/rated-results'
import type { RatingTable } from '@/lib/ratings/rating-table'
import { BY_PERSON, type ExportedJudgment, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { rng } from '@/lib/rng'
import { aboutAnalysis } from './about'
import { textWidth } from './drawing/fit-text'
import type { Figure, FigureLook } from './figure'
import type { FigureData } from './figure-kind'
import { toFigureQuery } from './figure-query'
import { latexTable } from './files/latex'
import { makeFigures, RATING_FIGURES, type RatingFigureName } from './registry'

const SYSTEMS = [
  'Aster 50% & co_ltd',
  'Briar "7B" <b>',
  'A system whose name says all about its settings, p = 0.9, T = 0.7',
]
const GROUPS = ['crowd #1', 'llm']
const OPTIONS = ['Fail <i>', 'Pass & more', 'Excellent 100%_'].map((label, score) => ({
  code: `O${score}`,
  label,
  score,
}))
const SCALE = JSON.stringify(Object.fromEntries(OPTIONS.map(({ code, score }) => [code, score])))
const COUNTED = [{ reason: 'excluded' as const, why: 'Annotators excluded', count: 5 }]

/** Dialogues of some turns, rated by three people and a machine. */
function ratedRows(): ExportedJudgment[] {
  const { below } = rng(5, 'rating figures')
  const rows: ExportedJudgment[] = []
  for (let prompt = 0; prompt < 20; prompt++)
    for (const [system, modelA] of SYSTEMS.entries())
      for (let turn = 1; turn <= 2 + (prompt % 3); turn++)
        for (let judge = 0; judge < 4; judge++) {
          const score = Math.min(2, below(4) - (system > 0 && below(3) === 0 ? 1 : 0) + 0)
          rows.push({
            ...{ study: 's', title: 't', origin: 'collected', item: `${prompt}/${system}`, promptId: `p${prompt}` },
            ...{ category: prompt % 2 ? 'ad & co' : 'how-to, step by step', tags: ['both', prompt % 3 ? 'in' : 'out'] },
            ...{ modelA, modelB: '', focal: null, lengthA: 9, lengthB: null, criterion: 'Q', leftIsA: null },
            ...{ verdict: `O${Math.max(0, score)}`, score: Math.max(0, score), annotator: `C0${judge}`, turn },
            ...{ group: GROUPS[judge < 3 ? 0 : 1] as string, simulated: true, milliseconds: 9000, leftOut: null },
            ...{ at: null, slot: null, repeat: 0, shared: false, expected: null, seed: 7, said: NOTHING_SAID },
            by: { ...BY_PERSON, isModel: judge === 3, ...(judge === 3 && { model: 'grader' }) },
            ...{ tieOffered: null, protocol: 'rating', sample: 0, scale: SCALE },
          })
        }
  return rows
}

function gather(rows: readonly ExportedJudgment[]): RatingTable {
  const gatherer = new RatingGatherer()
  for (const row of rows) gatherer.add(row)
  return gatherer.finish()
}

const FACTS = {
  ...{ title: 'T & U: 50%', origin: 'COLLECTED', status: 'OPEN', protocol: 'RATING', looks: 'ANYTIME' },
  question: 'Which_one?',
}

function resultsOf(table: RatingTable, facts: object = {}): RatedResults {
  const systems = [...table.systems, 'Never rated'].map((name, k) => ({
    ...{ id: `i${k}`, name, family: '' },
    attributes: k < 3 ? { 'training examples': 2000 * 4 ** k } : {},
  }))
  const rates = rateTable({ ...table, systems: systems.map(({ name }) => name) })
  const n = table.option.length
  return {
    ...rates,
    ...{ options: OPTIONS, unit: 'TURN', rule: 'all', criterion: 0, recorded: n + 5, used: n, counted: n },
    ...{ simulated: n, leftOut: COUNTED, flagged: 0, late: 0, study: { ...FACTS, systems, ...facts } },
  } as unknown as RatedResults
}

const RATERS = { models: [], noRatings: [{ group: 'Models', outcomes: { refused: 2, unparsed: 1 } }] }

function dataOf(table: RatingTable, facts: object = {}): FigureData {
  const result = resultsOf(table, facts)
  const open = [{ system: 'Never rated', against: null, judgments: 1234, items: 4, unjudged: 2 }]
  const study = { ...FACTS, criterion: 0, options: OPTIONS, unit: 'TURN', simulated: 4, annotators: 4 }
  const page = { study, visibility: { shown: 'anytime' } } as unknown as AnalysisPage
  const at = new Date('2026-03-05T12:00:00Z')
  const about = aboutAnalysis('id', page, {
    at,
    isBehind: false,
    account: { recorded: result.recorded, leftOut: COUNTED },
  })
  return {
    ...{ studyId: 'id', query: toFigureQuery({}), protocol: async () => 'RATING' },
    ratings: async () => ({ result, rows: result.rows, open, ...RATERS }),
    raters: async () => RATERS,
    counts: () => Promise.reject(new Error('these are ratings')),
    anytime: async () => [],
    analysis: async () => ({ about, study: page.study, analysis: analyseRated(table) }),
  }
}

const NAMES = RATING_FIGURES.map(({ name }) => name)
const figures = {} as Record<RatingFigureName, Figure>

beforeAll(async () => {
  const made = await makeFigures(dataOf(gather(ratedRows())), ...NAMES)
  for (const name of NAMES) {
    const one = made[name]
    if (one) figures[name] = one
  }
}, 60_000)

function draw(name: RatingFigureName, of: FigureLook) {
  const text = figures[name].draw?.(of) ?? ''
  return { text, svg: new DOMParser().parseFromString(text, 'image/svg+xml').documentElement as unknown as Element }
}

test('there is each figure, and each is in the list of docs/export.md', () => {
  expect(Object.keys(figures).sort()).toEqual([...NAMES].sort())
  const listed = [...readFileSync('docs/export.md', 'utf8').matchAll(/^- `([\w-]+)`: /gm)].map(([, name]) => name)
  expect(NAMES.filter((name) => !listed.includes(name))).toEqual([])
})

test('each says what models gave no rating on', () => {
  const own = NAMES.filter(
    (name) => !['rating-parity', 'rating-replacing', 'rating-no-verdicts', 'rating-same-order'].includes(name),
  )
  expect(own.length).toBeGreaterThan(9)
  for (const name of own)
    expect([name, figures[name].caption]).toEqual([
      name,
      expect.stringContaining('Models gave no rating on 3 responses (2 refused, 1 unparsed), which count nowhere.'),
    ])
})

test('a study of comparisons has none of them', async () => {
  const data: FigureData = { ...dataOf(gather(ratedRows())), protocol: async () => 'COMPARISON' }
  expect(Object.values(await makeFigures(data, ...NAMES)).every((figure) => figure === null)).toBe(true)
})

test.each(NAMES)('%s: names stay text and inside the drawing, nothing is NaN, its content is in words', (name) => {
  for (const width of ['wide', 'narrow'] as const) {
    const { text, svg } = draw(name, { look: 'page', width })
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/)
    expect(svg.querySelector('b, i, script')).toBeNull()
    expect(svg.querySelector('desc')?.textContent).toMatch(/: .*\d/)
    expect(svg.getAttribute('aria-label')).toBeTruthy()
    const right = Number((svg.getAttribute('viewBox') ?? '').split(' ')[2])
    for (const label of svg.querySelectorAll('text')) {
      const words = [...label.querySelectorAll('tspan')].map(({ textContent }) => textContent).join(' ')
      const [x, wide, anchor] = [
        Number(label.getAttribute('x')),
        0.8 * textWidth(words, 12),
        label.getAttribute('text-anchor'),
      ]
      const from = anchor === 'end' ? x - wide : anchor === 'middle' ? x - wide / 2 : x
      expect(from, `${width}: ${words}`).toBeGreaterThanOrEqual(-12)
      expect(from + wide, `${width}: ${words}`).toBeLessThanOrEqual(right + 12)
    }
  }
})

test.each(NAMES)(
  '%s: a file stands alone and says what its caption says; the caption says n, rule, method and data',
  (name) => {
    const { text, svg } = draw(name, { look: 'print', width: 'wide' })
    expect(text).not.toMatch(/class=|var\(|<style|currentColor|href/)
    const { caption } = figures[name]
    const foot = [...svg.querySelectorAll('tspan')].map(({ textContent }) => textContent).join(' ')
    for (const said of [/(Counted|Computed) on \d+ \w+ 20\d\d\./, /Simulated: /, /interim/]) {
      expect(foot).toMatch(said)
      expect(caption).toMatch(said)
    }
    expect(caption).toMatch(/\bn (=|from) ?\d/)
    expect(caption).toMatch(/every rating counts|the first counts|first rating by the group alone/)
    expect(caption).toMatch(/95%/)
    expect(caption).toMatch(/Left out are 5 of [\d,]+ judgments recorded \(annotators excluded: 5\)\./)
  },
)

test.each(NAMES)('%s: rows name study, question, rule and method, and the LaTeX table is whole', (name) => {
  const { rows, columns, table, caption } = figures[name]
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows as Record<string, unknown>[]) {
    expect(Object.keys(row).sort()).toEqual([...columns].sort())
    for (const column of ['study', 'study_id', 'origin', 'question', 'rule', 'method']) expect(row[column]).toBeTruthy()
    for (const value of Object.values(row)) expect(Number.isNaN(value)).toBe(false)
  }
  const tex = latexTable({ ...table, caption, short: 'x', label: 'tab:x' })
  for (const line of table.rows) expect(line).toHaveLength(table.columns.length)
  expect(tex).not.toMatch(/undefined|null|NaN/)
})

test('shares stand in the order of the scale, and what was never rated is named', () => {
  const { svg } = draw('shares', { look: 'page', width: 'wide' })
  const legend = [...svg.querySelectorAll('text')].slice(0, 3).map(({ textContent }) => textContent)
  expect(legend).toEqual(OPTIONS.map(({ label }) => label))
  expect(figures.shares.caption).toContain('No ratings yet by crowd #1 of Never rated.')
  const own = (figures.shares.rows as Record<string, unknown>[]).filter(({ system }) => system === 'Never rated')
  expect(own.map(({ n, O0_share, mean }) => [n, O0_share, mean])).toEqual([
    [0, null, null],
    [0, null, null],
  ])
})

test('means stand on a logarithmic axis of the number their systems have; without one there is no figure', async () => {
  const { caption, rows } = figures['means-by-number']
  expect(caption).toContain('against its training examples, on a logarithmic axis')
  expect(caption).toContain('Without that number: Never rated.')
  expect(new Set((rows as { number: number }[]).map(({ number }) => number))).toEqual(new Set([2000, 8000, 32000]))
  const none = await makeFigures(dataOf(gather(ratedRows()), { systems: [] }), 'means-by-number')
  expect(none['means-by-number']).toBeNull()
})

test('without a failure: the lowest option, and censoring, are said', () => {
  const { caption, rows } = figures['no-failure']
  expect(caption).toContain('more than half of its ratings are “Fail <i>”, the lowest option')
  expect(caption).toContain('censored')
  const [first] = rows as Record<string, number>[]
  expect(first).toMatchObject({ turn: 1, at_risk: 20 })
  expect(first?.no_failure).toBeCloseTo(1 - (first?.failed ?? 0) / 20, 12)
})

test('published counts give LIMA’s shares with Wilson’s limits, and nothing opens', async () => {
  const verdicts = [...Array(6).fill(0), ...Array(19).fill(1), ...Array(25).fill(2)] as number[]
  const [row] = ratedRows() as [ExportedJudgment]
  const table = gather(
    verdicts.map((score) => ({
      ...row,
      ...{
        item: null,
        promptId: null,
        annotator: null,
        turn: null,
        category: null,
        tags: [],
        score,
        verdict: `O${score}`,
      },
    })),
  )
  const data = dataOf(table, { origin: 'RECONSTRUCTED', source: 'the paper' })
  const { shares, means } = await makeFigures(data, 'shares', 'means')
  const said = shares?.rows.find(({ system }: { system?: string }) => system === SYSTEMS[0]) as Record<string, number>
  expect([said.O0_share, said.O1_share, said.O2_share]).toEqual([0.12, 0.38, 0.5])
  expect([said.O2_lower, said.O2_upper].map((limit) => (100 * (limit ?? 0)).toFixed(1))).toEqual(['36.6', '63.4'])
  expect(shares?.draw?.({ look: 'page', width: 'wide' })).not.toContain('href')
  expect(shares?.caption).toContain('Reconstructed: the paper')
  expect(means?.caption).toContain('Mean score of each system')
})

test('whether a model takes a person’s place and has people’s order stands in the drawing as in the rows', () => {
  const printed = (name: RatingFigureName) => draw(name, { look: 'page', width: 'wide' }).svg.textContent ?? ''
  const [place] = figures['rating-replacing'].rows as { advantage: number; items: number; person: string }[]
  expect(place?.items).toBeGreaterThanOrEqual(30)
  expect(printed('rating-replacing')).toContain((100 * (place?.advantage ?? 0)).toFixed(1))
  const systems = figures['rating-same-order'].rows as { kendall: number; score: number; system: string }[]
  expect(systems.map(({ system }) => system).sort()).toEqual([...SYSTEMS].sort())
  expect(printed('rating-same-order')).toContain((systems[0]?.kendall ?? 0).toFixed(2).replace('-', '−'))
  for (const { score } of systems) expect(score).toBeGreaterThan(0)
})

test('a number on the page opens the ratings behind it', () => {
  const hrefs = [...draw('turns', { look: 'page', width: 'wide' }).text.matchAll(/<a [^>]*href="([^"]+)"/g)].map(
    ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), 'http://x'),
  )
  expect(Object.fromEntries(hrefs[0]?.searchParams ?? [])).toMatchObject({
    show: 'counted',
    turn: '1',
    group: GROUPS[0],
  })
  expect(hrefs.some(({ searchParams }) => searchParams.get('option') === 'O2')).toBe(true)
})
