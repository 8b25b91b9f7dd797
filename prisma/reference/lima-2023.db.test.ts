import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { grantAdmin } from '@/lib/testing/written-study'
import { writeLimaReference } from './lima-2023'

/** Figure 1: counts, then the 95 % Wilson limits of wins and of wins + ties, as published beside the paper's figures. */
const FIGURE_1 = [
  'Alpaca 65B 159/63/78 47.4-58.6 68.8-78.6',
  'DaVinci003 132/63/105 38.5-49.7 59.4-70.2',
  'Bard (April 2023) 99/75/126 27.9-38.5 52.3-63.4',
  'Claude (April 2023) 72/66/162 19.5-29.1 40.4-51.7',
  'GPT-4 (April 2023) 54/75/171 14.1-22.7 37.5-48.7',
]

/** Exact two-sided sign tests of the same counts. */
const SIGN_P = ['1.6e-7', '0.091', '0.083', '3.9e-9', '2.4e-15']

const FIGURE_2 = ['192/57/51', '162/69/69', '81/78/141', '42/69/189', '57/45/198']

const limits = (interval: [number, number] | undefined) => interval?.map((limit) => (100 * limit).toFixed(1)).join('-')

test('the published figures come out as printed, now with intervals, and writing them twice writes them once', async () => {
  const studyId = await writeLimaReference(db)
  expect(await writeLimaReference(db)).toBe(studyId)
  expect([await db.study.count(), await db.system.count(), await db.tally.count()]).toEqual([1, 6, 30])

  const { rows, study, counted } = await winTieLoss(await grantAdmin(studyId, 'study:results'))
  expect(study).toMatchObject({ origin: 'RECONSTRUCTED', status: 'CLOSED', focal: { name: 'LIMA 65B' } })
  expect(counted).toBe(3000)
  expect(new Set(rows.map(({ n }) => n))).toEqual(new Set([300]))
  const [people, gpt4] = [rows.slice(0, 5), rows.slice(5)]
  expect(
    people.map(
      ({ other, wins, ties, losses, win, winOrTie }) =>
        `${other} ${wins}/${ties}/${losses} ${limits(win?.interval)} ${limits(winOrTie?.interval)}`,
    ),
  ).toEqual(FIGURE_1)
  expect(people.map(({ sign: { p } }) => (p < 0.001 ? p.toExponential(1) : p.toFixed(3)))).toEqual(SIGN_P)
  expect(new Set(people.map(({ group }) => group))).toEqual(new Set(['Human annotators (figure 1)']))
  expect(gpt4.map(({ wins, ties, losses }) => `${wins}/${ties}/${losses}`)).toEqual(FIGURE_2)
  expect(await db.prompt.count()).toBe(0)
})
