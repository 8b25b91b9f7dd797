import { parseHTML } from 'linkedom'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ArrivalTable } from './arrival-table'
import { RecruitmentList } from './recruitment-list'

/** Of each column, whether its head and its first value are set as numbers are: to the right, and apart from what follows. */
function columnsOf(element: ReactElement): { head: string; isHeadNumber: boolean; isNumber: boolean }[] {
  const { document } = parseHTML(`<body>${renderToStaticMarkup(element)}</body>`)
  const values = [...document.querySelectorAll('tbody tr:first-child > *')]
  return [...document.querySelectorAll('thead th')].map((head, place) => ({
    head: head.textContent ?? '',
    isHeadNumber: head.hasAttribute('data-number'),
    isNumber: values[place]?.hasAttribute('data-number') ?? false,
  }))
}

const AT = new Date('2026-03-05T12:00:00Z')

test('heads of columns stand over their values', () => {
  const arrival = {
    ...{ id: 'a', annotator: { id: 'b', code: 'C01', judged: 12 }, arrivedAt: AT, endedAt: AT, ending: 'COMPLETED' },
    ...{ platformStatus: 'APPROVED', platformAt: AT, finding: null },
  }
  const recruitment = {
    ...{ id: 'r', name: 'May', platform: 'PROLIFIC', group: { name: 'Crowd' }, places: 20, closedAt: null },
    arrivals: { COMPLETED: 3, onTheWay: 1 },
  }
  const tables = [
    createElement(ArrivalTable, { studyId: 's', rows: [arrival as never], total: 1 }),
    createElement(RecruitmentList, { studyId: 's', recruitments: [recruitment as never], takesPeople: true }),
  ]
  const columns = tables.flatMap(columnsOf)
  expect(columns.filter(({ isNumber }) => isNumber).map(({ head }) => head)).toEqual([
    'Judged',
    'Completed',
    'On the way',
  ])
  expect(columns.filter(({ isHeadNumber, isNumber }) => isHeadNumber !== isNumber)).toEqual([])
})
