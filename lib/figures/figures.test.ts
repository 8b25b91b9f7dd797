import { readFileSync } from 'node:fs'
import { DOMParser } from 'linkedom'
import { beforeAll, expect, test } from 'vitest'
import { type Analysis, analyse } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import { anytimeRow } from '@/lib/analysis/anytime'
import { assembleSides } from '@/lib/rates/position'
import { toRates } from '@/lib/rates/rates'
import { addSides, addSingles, emptySides, emptyStratum, type Slice } from '@/lib/rates/strata'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { rng } from '@/lib/rng'
import { aboutAnalysis } from './about'
import { textWidth } from './drawing/fit-text'
import type { Figure, FigureLook } from './figure'
import type { FigureData } from './figure-kind'
import { toFigureQuery } from './figure-query'
import { latexTable } from './files/latex'
import type { FigureCounts } from './read-counts'
import { FIGURES, type FigureName, makeFigures } from './registry'
import { strengthTicks } from './strengths'

const FOCAL = 'Aster 50% & co_ltd'
const OTHERS = ['Briar "7B" <b>', 'A system whose name says everything about its settings, p = 0.9, T = 0.7']
const GROUPS = ['crowd #1', 'llm']
const SLICES = ['ad & co', 'how-to, step by step, for those who have never done it before']

/** `size` of the slices; pairs with `unmet` systems have no judgments. */
function countedFigure({ size: sliceSize = 9, unmet = [] as string[] } = {}): FigureCounts {
  const rows = (slice: Slice, size: number) =>
    GROUPS.map((group) => {
      const strata = OTHERS.map((other, k) => {
        const stratum = emptyStratum(group, FOCAL, other, slice)
        addSingles(stratum, 'wins', size * (k + 1))
        addSingles(stratum, 'ties', size)
        addSingles(stratum, 'losses', 2)
        stratum.simulated = size
        return stratum
      })
      const empty = unmet.map((other) => emptyStratum(group, FOCAL, other, slice))
      return { group, rows: toRates([...strata, ...empty], 'wilson') }
    })
  const sliced = (kind: 'category' | 'tag') =>
    SLICES.flatMap((name) =>
      rows({ kind, name }, sliceSize).map((one) => ({
        ...one,
        slice: { kind, name },
        n: one.rows.reduce((sum, { n }) => sum + n, 0),
      })),
    )
  const all = rows({ kind: 'all', name: '' }, 20).flatMap((one) => one.rows)
  const counted = all.reduce((sum, { n }) => sum + n, 0)
  const study = {
    title: 'T & U: 50%',
    origin: 'COLLECTED',
    status: 'OPEN',
    question: 'Which_one?',
    focal: { name: FOCAL },
  }
  const result = {
    study,
    rows: all,
    categories: sliced('category'),
    tags: sliced('tag'),
    method: 'wilson',
    rule: 'majority',
    criterion: 0,
    ...{ counted, simulated: 80, recorded: counted + 5 },
    leftOut: [
      { reason: 'superseded', why: 'Replaced later', count: 0 },
      { reason: 'excluded', why: 'Annotators excluded', count: 5 },
    ],
  }
  const open = [{ system: FOCAL, against: 'x', judgments: 1234, items: 4, unjudged: 2 }]
  return { result, rows: all, sources: [], open, models: [] } as unknown as FigureCounts
}

async function analysisOf(): Promise<Analysis> {
  const { below } = rng(3, 'figures')
  const rows = Array.from({ length: 240 }, (_, k): ExportedJudgment => {
    const [item, judge] = [Math.floor(k / 4), k % 4]
    return {
      ...{
        study: 's',
        title: 't',
        origin: 'collected',
        item: String(item),
        promptId: `p${item}`,
        category: null,
        tags: [],
      },
      ...{ modelA: FOCAL, modelB: OTHERS[item % 2] as string, focal: 'a', lengthA: 90 + item, lengthB: 100 },
      ...{ criterion: 'Q', score: below(3) - 1, leftIsA: below(2) === 0, annotator: `C0${judge}` },
      ...{ group: GROUPS[judge < 3 ? 0 : 1] as string, simulated: true, milliseconds: 9000, leftOut: null },
      ...{
        at: null,
        slot: judge,
        repeat: 0,
        shared: item < 20,
        verdict: 'A',
        expected: null,
        seed: 7,
        said: NOTHING_SAID,
        by: { ...BY_PERSON, isModel: judge === 3, ...(judge === 3 && { model: 'briar-chat' }) },
        tieOffered: null,
        ...NOT_RATED,
      },
    }
  })
  // What only the model judged, people's verdicts on the rest may help.
  return analyse(await gatherColumns(rows.filter(({ item, annotator }) => Number(item) < 40 || annotator === 'C03')))
}

const FIGURE_NAMES = FIGURES.map(({ name }) => name)
const figures = {} as Record<FigureName, Figure>

/** Data that hold counts alone. */
function countsAlone(counts: FigureCounts, query = toFigureQuery({})): FigureData {
  return {
    ...{ studyId: 'id', query, protocol: async () => 'COMPARISON', counts: async () => counts },
    ratings: () => Promise.reject(new Error('these are comparisons')),
    raters: () => Promise.reject(new Error('these are comparisons')),
    ...{ anytime: async () => [], analysis: async () => null },
  }
}

beforeAll(async () => {
  const figure = countedFigure()
  const { result } = figure
  const analysis = await analysisOf()
  const page = {
    study: {
      title: 'T & U: 50%',
      origin: 'COLLECTED',
      question: 'Which_one?',
      criterion: 0,
      questions: [],
      simulated: 4,
      annotators: 4,
      groups: ['authors', ...GROUPS].map((name) => ({ name, kind: name === 'llm' ? 'LLM' : 'HUMAN' })),
      people: [{ code: 'Z9', group: 'authors', simulated: false, excluded: false }],
    },
    visibility: { shown: 'anytime' },
  } as unknown as AnalysisPage
  const about = aboutAnalysis('id', page, { at: new Date('2026-03-05T12:00:00Z'), isBehind: false, account: result })
  const scores = Array.from({ length: 60 }, (_, k) => (k % 5 === 0 ? 0.5 : 1))
  const arrivals = result.rows.map(({ group, reference, other }) =>
    anytimeRow({ group, first: reference, second: other, scores }, { reference, other }),
  )
  const side = emptySides('crowd #1')
  addSides(side, { n: 5, left: 3, ties: 1 }, 20)
  const sides = assembleSides([side], GROUPS)
  const study = { ...page.study, systems: [...analysis.strengths.components.flat(), 'Zinnia'] }
  const data: FigureData = {
    ...countsAlone(figure, toFigureQuery({ ties: 'split', reference: 'lima-2023' })),
    anytime: async () => arrivals.filter((row) => row !== null),
    analysis: async () => ({ about, study, analysis: { ...analysis, sides } }),
  }
  const made = await makeFigures(data, ...FIGURE_NAMES)
  for (const name of FIGURE_NAMES) {
    const one = made[name]
    if (one) figures[name] = one
  }
}, 60_000)

function draw(name: FigureName, of: FigureLook) {
  const text = figures[name].draw?.(of) ?? ''
  return { text, svg: new DOMParser().parseFromString(text, 'image/svg+xml').documentElement as unknown as Element }
}

test('each figure is in the list of docs/export.md', () => {
  const listed = [...readFileSync('docs/export.md', 'utf8').matchAll(/^- `([\w-]+)`: /gm)].map(([, name]) => name)
  expect(FIGURE_NAMES.filter((name) => !listed.includes(name))).toEqual([])
})

test('there is each figure once', () => {
  expect(Object.keys(figures).sort()).toEqual([...FIGURE_NAMES].sort())
})

test.each(FIGURE_NAMES)(
  '%s: names stay text and inside the drawing, nothing is NaN, its content is in words',
  (name) => {
    for (const width of ['wide', 'narrow'] as const) {
      const { text, svg } = draw(name, { look: 'page', width })
      expect(text).not.toMatch(/NaN|Infinity|undefined|null/)
      expect(svg.querySelector('b, script')).toBeNull()
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
  },
)

test.each(FIGURE_NAMES)(
  '%s: a file stands alone, and says at its foot what the caption says of method and data',
  (name) => {
    const { text, svg } = draw(name, { look: 'print', width: 'wide' })
    expect(text).not.toMatch(/class=|var\(|<style|currentColor|href/)
    const foot = [...svg.querySelectorAll('tspan')].map(({ textContent }) => textContent).join(' ')
    expect(foot).toMatch(/(Counted|Computed) on \d+ \w+ 20\d\d\./)
    expect(foot).toContain('Simulated: ')
    expect(foot).toContain('interim')
  },
)

test.each(FIGURE_NAMES)('%s: the caption says n, rule, method, date and that judgments are simulated', (name) => {
  const { caption } = figures[name]
  expect(caption).toMatch(/\bn (=|from) ?\d/)
  expect(caption).toMatch(
    /every judgment counts|the first counts|first judgment by the group|one verdict, the most frequent/,
  )
  expect(caption).toMatch(
    name === 'comparisons'
      ? /counts, without an interval/
      : name === 'categories' || name === 'tags'
        ? /exact sign test/
        : /95%/,
  )
  expect(caption).toMatch(/(Counted|Computed) on \d+ \w+ 20\d\d\./)
  expect(caption).toContain('Simulated: ')
  expect(caption).toContain('interim')
  if (caption.includes('Counted on')) expect(caption).toContain('1,234 planned judgments are not in and not counted.')
  expect(caption).toMatch(/Left out are 5 of [\d,]+ judgments recorded \(annotators excluded: 5\)\./)
})

test.each(FIGURE_NAMES)('%s: every row of its numbers names study, question, rule and method', (name) => {
  const { rows, columns } = figures[name]
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows as Record<string, unknown>[]) {
    expect(Object.keys(row).sort()).toEqual([...columns].sort())
    for (const column of ['study', 'study_id', 'origin', 'question', 'rule', 'method'])
      expect(row[column], column).toBeTruthy()
    for (const value of Object.values(row)) expect(Number.isNaN(value)).toBe(false)
  }
})

test.each(FIGURE_NAMES)('%s: its LaTeX table has as many cells as heads, and sets %%, & and _ as text', (name) => {
  const { table, caption } = figures[name]
  const tex = latexTable({ ...table, caption, short: 'x', label: 'tab:x' })
  const [, ...lines] = tex.split('\n')
  const body = lines.slice(lines.findIndex((line) => line.includes('\\toprule')) + 1)
  const rows = body.filter((line) => line.endsWith('\\\\') && !line.includes('\\multicolumn'))
  expect(rows).toHaveLength(table.rows.length + 1)
  for (const line of rows) expect(line.split(/(?<!\\)&/)).toHaveLength(table.columns.length - (table.over ?? 0))
  // Comments, subscripts and column ends that nobody meant.
  for (const line of lines.filter((one) => !/label|resizebox/.test(one))) expect(line).not.toMatch(/(?<!\\)[%_#]/)
  expect(tex).not.toMatch(/undefined|null|NaN/)
})

test('agreement says on which items it is, who has not judged, and what was published of the same groups', () => {
  const { caption, rows } = figures.agreement
  expect(caption).toContain('on the shared set')
  expect(caption).toContain('Shared set: 20 items judged by two or more.')
  expect(caption).toContain('No judgments yet: authors.')
  expect(caption).toContain('▽ published: within crowd #1 82, llm – crowd #1 78')
  const cells = (rows as Record<string, unknown>[]).map((row) => [
    `${row.group} ${row.other_group}`,
    ...[row.set, row.label_pairs, row.tie_discounted_published],
  ])
  expect(cells).toEqual([
    ['authors authors', 'shared', 0, 0.78],
    ['authors crowd #1', 'shared', 0, 0.81],
    ['crowd #1 crowd #1', 'shared', 60, 0.82],
    ['authors llm', 'shared', 0, 0.79],
    ['crowd #1 llm', 'shared', 60, 0.78],
    ['llm llm', 'shared', 0, null],
  ])
  const { svg } = draw('agreement', { look: 'page', width: 'wide' })
  expect(svg.querySelectorAll('.stroke-ink-2')).toHaveLength(2)
  expect(svg.textContent).toContain('no judgments yet')
  expect(figures.annotators.caption).toContain('Z9 no judgments yet')
  expect(figures.strengths.caption).toContain('No judgments by people yet, so no strength: Zinnia.')
})

test('pairs that models compared are among the numbers of comparisons, apart, and not in its drawing', () => {
  const { rows, table, caption } = figures.comparisons
  const by = (rows as { judged_by: string; n: number }[]).map(({ judged_by, n }) => [judged_by, n])
  expect(by.map(([whose]) => whose)).toEqual(['people', 'people', 'models', 'models'])
  const sum = (whose: string) => by.filter(([one]) => one === whose).reduce((all, [, n]) => all + Number(n), 0)
  // Three people judged 40 items, the model all 60 once.
  expect([sum('people'), sum('models')]).toEqual([120, 60])
  expect(table.columns[0]).toMatchObject({ head: 'By' })
  expect(table.rows.map(([whose]) => whose)).toEqual(['people', 'people', 'models', 'models'])
  expect(caption).toContain('n = 120 judgments on 40 prompts')
  expect(caption).toContain('Not drawn, and among the numbers: 60 verdicts by models on 60 prompts; each model’s')
  expect(draw('comparisons', { look: 'page', width: 'wide' }).svg.querySelectorAll('line')).toHaveLength(2)
})

test('tags that are all small are numbers and a sentence, not an empty frame', async () => {
  const { tags: source, categories } = await makeFigures(countsAlone(countedFigure({ size: 1 })), 'tags', 'categories')
  expect(source?.draw).toBeNull()
  expect(source?.rows).toHaveLength(8)
  expect(source?.caption).toMatch(
    /^Nothing is drawn: each of the 2 tags has fewer than 10 verdicts by any group\. The CSV has them all\. /,
  )
  expect(source?.caption).not.toMatch(/\*|Not drawn/)
  expect(categories?.draw).not.toBeNull()
})

test('a pair that is planned and not judged is named and is a row of the numbers, and is not drawn', async () => {
  const unmet = ['Unmet 1', 'Unmet 2']
  const figure = countedFigure({ unmet })
  const { 'figure-1': source, categories: slices } = await makeFigures(countsAlone(figure), 'figure-1', 'categories')
  expect(source?.draw?.({ look: 'page', width: 'wide' })).not.toContain('Unmet')
  expect(source?.caption).toContain(`No judgments yet by llm of ${FOCAL} against Unmet 1 and Unmet 2. `)
  expect(source?.table.rows).toHaveLength(4)
  const rows = (source?.rows ?? []) as Record<string, unknown>[]
  expect(rows.filter(({ n }) => n === 0).map(({ group, against, win_share }) => [group, against, win_share])).toEqual(
    GROUPS.flatMap((group) => unmet.map((against) => [group, against, null])),
  )
  expect(slices?.draw?.({ look: 'page', width: 'wide' })).not.toMatch(/Unmet|none/)
  expect(slices?.rows).toHaveLength(16)
  const many = countedFigure({ unmet: Array.from({ length: 9 }, (_, k) => `U${k}`) })
  expect((await makeFigures(countsAlone(many), 'figure-1'))['figure-1']?.caption).toContain('U4, U5, and 3 more.')
})

test('strengths stand inside their axis, with the mean on it', () => {
  expect(strengthTicks([1000, 1000])).toEqual([975, 1000, 1025])
  expect(strengthTicks([1040, 1060])).toEqual([975, 1000, 1025, 1050, 1075])
  expect(strengthTicks([850, 1099])).toEqual([800, 850, 900, 950, 1000, 1050, 1100, 1150])
  const wide = strengthTicks([-4000, 6000])
  expect([wide[0], wide.at(-1)]).toEqual([-8000, 8000])
})

test('a number on the page opens the rows behind it', () => {
  const { text, svg } = draw('categories', { look: 'page', width: 'wide' })
  const [, written = ''] = /<a [^>]*href="([^"]+)"/.exec(text) ?? []
  const href = new URL(written.replaceAll('&amp;', '&'), 'http://x')
  expect(href.pathname).toBe('/studies/id/items')
  expect(Object.fromEntries(href.searchParams)).toEqual({
    system: FOCAL,
    against: OTHERS[0],
    group: GROUPS[0],
    category: SLICES[0],
  })
  expect(svg.getAttribute('role')).toBe('group')
})
