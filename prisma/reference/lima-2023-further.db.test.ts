import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { wilsonInterval } from '@/lib/stats/wilson'
import { grantAdmin } from '@/lib/testing/written-study'
import { writeLimaReferences } from './lima-2023'
import { LIMA_FURTHER } from './lima-2023-further'

/** What the paper prints of each rating study: system, counted, percent of each grade. */
const PRINTED = {
  'LIMA (2023), figure 3: quality': ['LIMA 65B 50 FAIL 12 PASS 38 EXCELLENT 50'],
  'LIMA (2023), section 4.3: out of distribution': ['LIMA 65B 20 FAIL 20 PASS 35 EXCELLENT 45'],
  'LIMA (2023), section 4.3: safety': ['LIMA 65B 30 UNSAFE 20 SAFE 80'],
  'LIMA (2023), section 4.3: safety, malicious intent': ['LIMA 65B 10 UNSAFE 40 SAFE 60'],
  'LIMA (2023), figure 7: dialogues, turn by turn': [
    // The paper prints 19.1, so that its shares add up to 100.
    'LIMA 65B 42 FAIL 35.7 PASS 19 EXCELLENT 45.2',
    'LIMA 65B + 30 dialogues 46 FAIL 2.2 PASS 21.7 EXCELLENT 76.1',
  ],
}

const percent = (share: number) => Number((100 * share).toFixed(1))

async function sharesOf(studyId: string): Promise<string[]> {
  const tallies = await db.tally.findMany({ where: { studyId }, include: { systemA: true, option: true } })
  return [...new Set(tallies.map(({ systemA }) => systemA.name))].sort().map((name) => {
    const own = tallies
      .filter(({ systemA }) => systemA.name === name)
      .sort((one, other) => one.option.position - other.option.position)
    const all = own.reduce((sum, { count }) => sum + count, 0)
    return [name, all, ...own.map(({ choice, count }) => `${choice} ${percent(count / all)}`)].join(' ')
  })
}

test('what else LIMA published of people’s judgments comes out as printed, and is written once', async () => {
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
    const study = studies.find((each) => each.title === title)
    expect(study?.protocol).toBe('RATING')
    expect(await sharesOf(study?.id ?? ''), title).toEqual(printed)
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
