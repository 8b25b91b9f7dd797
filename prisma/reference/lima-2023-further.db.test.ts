import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { ratedResults } from '@/lib/ratings/rated-results'
import { wilsonInterval } from '@/lib/stats/wilson'
import { grantAdmin } from '@/lib/testing/written-study'
import { writeLimaReferences } from './lima-2023'
import { LIMA_FURTHER } from './lima-2023-further'

/** What the paper prints of each rating study, in percent of each grade; and its 95 % Wilson limits, which it does not. */
const PRINTED: Record<string, string[]> = {
  'LIMA (2023), figure 3: quality': ['LIMA 65B 50: 12 5.6-23.8, 38 25.9-51.8, 50 36.6-63.4'],
  'LIMA (2023), section 4.3: out of distribution': ['LIMA 65B 20: 20 8.1-41.6, 35 18.1-56.7, 45 25.8-65.8'],
  'LIMA (2023), section 4.3: safety': ['LIMA 65B 30: 20 9.5-37.3, 80 62.7-90.5'],
  'LIMA (2023), section 4.3: safety, malicious intent': ['LIMA 65B 10: 40 16.8-68.7, 60 31.3-83.2'],
  'LIMA (2023), figure 7: dialogues, turn by turn': [
    // The paper prints 19.1, so that its shares add up to 100.
    'LIMA 65B 42: 35.7 23-50.8, 19 10-33.3, 45.2 31.2-60.1',
    'LIMA 65B + 30 dialogues 46: 2.2 0.4-11.3, 21.7 12.3-35.6, 76.1 62.1-86.1',
  ],
}

const percent = (share: number) => Number((100 * share).toFixed(1))

test('what else LIMA published of people’s judgments comes out as printed, with intervals, and is written once', async () => {
  await writeLimaReferences(db)
  await writeLimaReferences(db)
  const studies = await db.study.findMany({ orderBy: { createdAt: 'desc' } })
  expect(studies.map(({ title }) => title)).toEqual([
    'LIMA (2023), published figures',
    ...LIMA_FURTHER.map(({ title }) => title),
  ])
  for (const { origin, status, source } of studies) {
    expect([origin, status]).toEqual(['RECONSTRUCTED', 'CLOSED'])
    expect(source).toMatch(/arXiv 2305\.11206.*(figure|section)/)
  }
  for (const [title, printed] of Object.entries(PRINTED)) {
    const { id = '' } = studies.find((each) => each.title === title) ?? {}
    const { rows, method } = await ratedResults(await grantAdmin(id, 'study:results'))
    expect(method).toBe('wilson')
    const read = rows.map(({ system, n, shares }) => {
      const each = shares?.map(({ share, interval }) => `${percent(share)} ${interval.map(percent).join('-')}`)
      return `${system} ${n}: ${each?.join(', ')}`
    })
    expect(read, title).toEqual(printed)
  }
  expect([await db.prompt.count(), await db.annotator.count(), await db.judgment.count()]).toEqual([0, 0, 0])
})

test('the preference for dialogues has the interval ten conversations allow', async () => {
  await writeLimaReferences(db)
  const study = await db.study.findFirstOrThrow({ where: { title: 'LIMA (2023), section 6: whole dialogues' } })
  const { rows, counted } = await winTieLoss(await grantAdmin(study.id, 'study:results'))
  expect(counted).toBe(10)
  expect(rows).toMatchObject([{ reference: 'LIMA 65B + 30 dialogues', other: 'LIMA 65B', wins: 7, ties: 3, losses: 0 }])
  const limits = (interval: readonly number[] | undefined) => interval?.map(percent)
  expect(limits(rows[0]?.win?.interval)).toEqual(limits(wilsonInterval(7, 10)))
  expect(rows[0]?.sign.p).toBeCloseTo(2 * 0.5 ** 7, 12)
})
