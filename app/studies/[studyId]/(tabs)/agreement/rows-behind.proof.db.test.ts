import { parseHTML } from 'linkedom'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { type ShownAgreement, showAgreement } from '@/lib/agreement/show-agreement'
import { type ShownAnnotator, showAnnotators } from '@/lib/agreement/show-annotators'
import type { Analysis } from '@/lib/analysis/analyse'
import { type AnalysisPage, readAnalysisPage } from '@/lib/analysis/analysis-page'
import { readAnalysis, requireComparisons, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { toItemQuery } from '@/lib/explorer/item-query'
import { type ItemList, listItems } from '@/lib/explorer/list-items'
import { annotatorLinks } from '@/lib/figures/annotators'
import { rng } from '@/lib/rng'
import { median } from '@/lib/stats/quantile'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { BiasPanel } from '../rankings/bias-panel'
import { Comparisons } from '../rankings/comparisons'
import { AnnotatorTable } from './annotator-table'
import { ByAnnotator } from './by-annotator'
import { Coefficients, Panel } from './coefficients'
import { Dragging } from './drag'
import { Sides } from './sides'

workHere()

/** What stands around numbers in place of a figure. */
const ALONE = { children: null }

const NAMES = ['Rows one', 'Rows two', 'Rows three, longer'] as const

/**
 * People and an LLM on common items, with everything that does not count beside it: somebody excluded, flags, corrections,
 * planned repeats, check and gold items, a second question.
 */
async function makeMixed(): Promise<string> {
  const study = await writeStudy(NAMES, { pairing: 'ALL', looks: 'ANYTIME' })
  const people = [
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'authors' }),
    await study.addAnnotator({ group: 'Machine', kind: 'LLM' }),
    await study.addAnnotator({ group: 'crowd', excluded: true }),
  ]
  const { below } = rng(11, 'rows behind')
  const choose = () => ['A', 'TIE', 'B', 'BOTH_BAD', 'A'][below(5)] as string
  for (let k = 0; k < 18; k++) {
    const arms = [NAMES[k % 3] as string, NAMES[(k + 1) % 3] as string] as const
    const itemId = await study.addItem(arms)
    if (k < 6) await study.share(itemId)
    for (const person of people) {
      if (k >= 6 && below(4) === 0) continue
      const leftIsA = below(2) === 0
      const said = () => ({ itemId, choice: choose(), leftIsA, seconds: 1 + below(50) })
      const assignment = await study.judge(person, arms, { ...said(), ...(below(8) === 0 && { flag: 'OTHER' }) })
      if (below(5) === 0) await study.answer(assignment, choose())
      if (below(2) === 0) await study.answer(assignment, choose(), { criterion: 1 })
      if (below(4) === 0) await study.judge(person, arms, { ...said(), leftIsA: !leftIsA, repeat: 1 })
    }
  }
  for (const person of people)
    for (const kind of ['CHECK', 'GOLD', 'GOLD'] as const)
      await study.judge(person, [NAMES[0], NAMES[1]], { kind, choice: choose() })
  return study.studyId
}

let access: Access<'study:results'>
beforeAll(async () => {
  access = await grantAdmin(await makeMixed(), 'study:results')
})

type Seen = { study: AnalysisPage['study']; analysis: Analysis; shown: ShownAgreement; rows: ShownAnnotator[] }

async function look(criterion: number, set: 'shared' | 'pairable'): Promise<Seen> {
  await readAnalysis(access, `Question ${criterion}`, 60_000)
  const { study, analysis: state } = await readAnalysisPage(access, criterion)
  if (!state) throw new Error('there are judgments')
  const { analysis } = requireComparisons(requirePresent(state))
  const shown = showAgreement(study, analysis.agreement, { set, reference: null })
  return { study, analysis, shown, rows: showAnnotators(study, analysis, shown) }
}

const lists = new Map<string, ItemList>()

async function follow(href: string): Promise<ItemList> {
  const { pathname, searchParams } = new URL(href, 'http://localhost')
  expect(pathname).toBe(`/studies/${access.studyId}/items`)
  const list = lists.get(href) ?? (await listItems(access, toItemQuery(Object.fromEntries(searchParams))))
  lists.set(href, list)
  return list
}

/** What a number counts, by its column: everything else is a share or a coefficient, whose list is not empty. */
function counted(column: string): 'items' | 'judgments' | 'pairs' | null {
  if (column.startsWith('Label pairs')) return 'pairs'
  if (column === 'Items' || column === 'Items shared') return 'items'
  const all = ['Judgments', 'n', 'Wins', 'Ties', 'Losses', 'Repeats same', 'Checks missed', 'Figure 1 would rest on']
  return all.includes(column) ? 'judgments' : null
}

/** Follows every link of a table; @returns how many had a number to compare */
async function checkTables(node: ReactNode): Promise<number> {
  const { document } = parseHTML(`<body>${renderToStaticMarkup(node)}</body>`)
  let compared = 0
  for (const table of document.querySelectorAll('table')) {
    const heads = [...table.querySelectorAll('thead th')].map((head) => head.textContent ?? '')
    for (const line of table.querySelectorAll('tbody tr'))
      for (const [index, cell] of [...line.children].entries())
        for (const link of cell.querySelectorAll('a[data-rows]')) {
          const list = await follow(link.getAttribute('href') ?? '')
          const [column, text] = [heads[index] ?? '', link.textContent ?? '']
          const what = `${line.textContent}: ${column} ${text} ${link.getAttribute('href')}`
          expect(list.items, what).toBeGreaterThan(0)
          const of = counted(column)
          if (of === null) continue
          const number = column === 'Repeats same' ? text.replace(/^.* of /, '') : text.replace(/ of .*$/, '')
          expect(list[of], what).toBe(Number(number))
          compared++
        }
  }
  return compared
}

test.each([
  [0, 'shared'],
  [0, 'pairable'],
  [1, 'pairable'],
] as const)('each number of question %i on the %s set opens as many rows as it says', async (criterion, set) => {
  const { study, analysis, shown, rows } = await look(criterion, set)
  const { studyId } = access
  const of = { studyId, shown }
  const figure = {
    ...{ name: 'sides', title: '', study: '', size: 1, draw: () => '', columns: [], rows: [], caption: '' },
  } as never
  const tables = [
    createElement(AnnotatorTable, { ...of, rows, concerns: new Map() }),
    createElement(ByAnnotator, of),
    createElement(Coefficients, of),
    createElement(Panel, of),
    createElement(Dragging, { ...of, rows, people: study.people }),
    createElement(Comparisons, {
      studyId,
      criterion,
      given: [{ strengths: analysis.strengths, unjudged: [] }],
      ...ALONE,
    }),
  ]
  for (const table of tables) expect(await checkTables(table)).toBeGreaterThan(0)
  const sides = createElement(Sides, {
    studyId,
    figure,
    search: '',
    criterion,
    sides: analysis.sides,
    isBalanced: true,
  })
  const bias = createElement(BiasPanel, {
    ...{ studyId, criterion, whose: analysis.strengths.whose, bias: analysis.bias },
    ...ALONE,
  })
  await checkSides(renderToStaticMarkup(sides), analysis)
  // Nobody was asked the second question twice, and people answered it too seldom for one of the effects.
  expect(await checkBias(renderToStaticMarkup(bias), analysis)).toBe(criterion === 0 ? 4 : 2)
})

async function checkSides(html: string, { sides }: Analysis): Promise<void> {
  const links = [...parseHTML(`<body>${html}</body>`).document.querySelectorAll('aside a[data-rows]')]
  const numbers = sides.flatMap(({ left, right }) => [left, left + right]).filter((number) => number > 0)
  expect(links.map(({ textContent }) => Number(textContent))).toEqual(numbers)
  for (const link of links)
    expect((await follow(link.getAttribute('href') ?? '')).judgments).toBe(Number(link.textContent))
}

async function checkBias(html: string, { bias, strengths }: Analysis): Promise<number> {
  const links = [...parseHTML(`<body>${html}</body>`).document.querySelectorAll('a[data-rows]')]
  const found = []
  for (const link of links) found.push((await follow(link.getAttribute('href') ?? '')).judgments)
  const { position, length, longer, consistency, swaps } = bias
  const expected = [
    ...(position.defined ? [strengths.judgments] : []),
    ...(length.defined ? [strengths.judgments] : []),
    ...(longer.defined ? [longer.value.count] : []),
    ...(consistency.defined ? [swaps.consistent + swaps.firstTwice + swaps.secondTwice + swaps.other] : []),
  ]
  expect(found).toEqual(expected)
  return expected.length
}

test('shares and medians of an annotator rest on the judgments that are listed, whoever is excluded on none', async () => {
  const { rows, shown } = await look(0, 'shared')
  expect(rows.filter(({ missing }) => missing).map(({ code }) => code)).toEqual(['C06'])
  for (const row of rows.filter(({ missing }) => !missing)) {
    const links = annotatorLinks(access.studyId, shown, row)
    expect((await follow(links.left)).judgments).toBe(row.left?.count || decided(row))
    expect((await follow(links.ties)).judgments).toBe(row.ties?.count || row.judgments)
    const seconds = (await follow(links.seconds)).rows.flatMap((one) => one.seconds)
    expect(seconds).toHaveLength(row.judgments)
    expect(median(seconds)).toBeCloseTo(row.seconds ?? Number.NaN, 9)
    expect((await follow(links.missed)).judgments).toBe(row.checks.missed)
    const known = await follow(links.checks)
    expect([known.items, known.judgments]).toEqual([row.checks.judged, row.checks.judged])
  }
})

function decided({ judgments, ties }: ShownAnnotator): number {
  return judgments - (ties?.count ?? 0)
}
