import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { readItem } from '@/lib/explorer/read-item'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { VerdictTable } from './verdict-table'

const NAMES = ['Heron', 'Marlow'] as const

async function cellsOf(judged: { choice: string; leftIsA: boolean }, kind: 'REGULAR' | 'CHECK' = 'REGULAR') {
  const key = crypto.randomUUID()
  const names = [`${NAMES[0]} ${key}`, `${NAMES[1]} ${key}`] as const
  const study = await writeStudy(names)
  const itemId = await study.addItem(kind === 'CHECK' ? [names[0], names[0]] : names, kind)
  await study.judge(await study.addAnnotator({ group: 'crowd' }), names, { ...judged, itemId })
  const { verdicts } = await readItem(await grantAdmin(study.studyId, 'study:results'), 0)
  const html = renderToStaticMarkup(createElement(VerdictTable, { studyId: study.studyId, verdicts }))
  const cells = [...html.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => cell.replaceAll(/<[^>]*>/g, ''))
  return cells.map((cell) => cell.replaceAll(/ [0-9a-f-]{36}/g, ''))
}

test.each([
  ['A', true, 'Heron (shown left): “A is better”', 'Heron'],
  ['A', false, 'Heron (shown right): “B is better”', 'Marlow'],
  ['B', true, 'Marlow (shown right): “B is better”', 'Heron'],
  ['B', false, 'Marlow (shown left): “A is better”', 'Marlow'],
  ['TIE', false, 'Tie: “Neither is better”', 'Marlow'],
])(
  'verdict %s with arm A left: %s, names the system, its side and the words on the screen',
  async (choice, leftIsA, said, left) => {
    const [, verdict, shownLeft] = await cellsOf({ choice, leftIsA })
    expect({ verdict, shownLeft }).toEqual({ verdict: said, shownLeft: left })
  },
)

test('of one system’s response beside itself the side is told', async () => {
  const [, verdict] = await cellsOf({ choice: 'B', leftIsA: true }, 'CHECK')
  expect(verdict).toBe('Heron (shown right): “B is better”')
})
