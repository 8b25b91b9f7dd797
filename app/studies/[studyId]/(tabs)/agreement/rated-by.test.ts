import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Leniency } from '@/lib/ratings/leniency'
import { notDefined } from '@/lib/stats/estimate'
import { RatedBy } from './rated-by'

const rated = (code: string): Leniency => ({
  ...{ code, group: 'Crowd', simulated: false, ratings: 40, mean: 1.2 },
  ...{ fromOthers: notDefined('too few'), distance: notDefined('too few'), repeats: { rated: 0, same: 0 } },
})

test('who rates faster than one can read is flagged in the table of agreement, and nobody else', () => {
  const concerns = new Map([['C02', [{ kind: 'speed', count: 30, of: 100 } as const]]])
  const html = renderToStaticMarkup(
    createElement(RatedBy, { studyId: 's', criterion: 0, annotators: [rated('C01'), rated('C02')], concerns }),
  )
  const row = (code: string) => html.split('<tr').find((part) => part.includes(`>${code}`))
  expect(row('C02')).toContain('30% of the last 100 verdicts sooner than what is shown can be read.')
  expect(row('C01')).not.toContain('sooner')
})

test('responses that came again by plan are counted, and lead to the items', () => {
  const annotators = [{ ...rated('C01'), repeats: { rated: 10, same: 8 } }, rated('C02')]
  const html = renderToStaticMarkup(
    createElement(RatedBy, { studyId: 's', criterion: 0, annotators, concerns: new Map() }),
  )
  expect(html).toMatch(/href="[^"]*annotator=C01[^"]*show=again[^"]*"[^>]*>8 of 10</)
  expect(html.split('show=again')).toHaveLength(2)
})
