import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { winTieLoss } from './win-tie-loss'

const read = async (studyId: string) => winTieLoss(await grantAdmin(studyId, 'study:results'))
const brief = ({ group, reference, other, wins, ties, losses }: Awaited<ReturnType<typeof read>>['rows'][number]) =>
  `${group}: ${reference} v ${other} ${wins}/${ties}/${losses}`

test('a study without judgments has no rows, and everything about it is zero', async () => {
  const { studyId } = await writeStudy(['a0', 'b0'])
  const result = await read(studyId)
  expect(result).toMatchObject({ rows: [], recorded: 0, counted: 0, simulated: 0, flagged: 0 })
  expect(result.leftOut.every(({ count }) => count === 0)).toBe(true)
})

test('wins, ties and losses are the focal system’s, for each group and baseline; a pair nobody judged has no shares', async () => {
  const study = await writeStudy(['focal', 'base1', 'base2'])
  const crowd = await study.addAnnotator({ group: 'crowd' })
  const llm = await study.addAnnotator({ group: 'a machine', kind: 'LLM', simulated: true })
  for (const choice of ['A', 'A', 'TIE', 'BOTH_BAD', 'B'])
    await study.judge(crowd, ['focal', 'base1'], { choice, leftIsA: choice === 'TIE' })
  await study.judge(crowd, ['focal', 'base2'], { choice: 'B' })
  await study.judge(crowd, ['base2', 'focal'], { choice: 'A' })
  await study.judge(llm, ['focal', 'base1'], { choice: 'B' })

  const { rows, counted, simulated } = await read(study.studyId)
  expect(rows.map(brief)).toEqual([
    'crowd: focal v base1 2/2/1',
    'crowd: focal v base2 0/0/2',
    'a machine: focal v base1 0/0/1',
    'a machine: focal v base2 0/0/0',
  ])
  expect(rows[0]?.win).toMatchObject({ count: 2, share: 0.4 })
  expect(rows[3]).toMatchObject({ n: 0, win: null, tie: null, loss: null, winOrTie: null })
  expect({ counted, simulated }).toEqual({ counted: 8, simulated: 1 })
})

test('with all pairs the reference is arm A, whichever way the pair stands in the study; pairs without an item are none', async () => {
  const study = await writeStudy(['x', 'y', 'z', 'lone'], { pairing: 'ALL' })
  const crowd = await study.addAnnotator({ group: 'crowd' })
  await study.judge(crowd, ['y', 'x'], { choice: 'A' })
  await study.judge(crowd, ['y', 'z'], { choice: 'B' })
  await study.addItem(['z', 'x'])
  expect((await read(study.studyId)).rows.map(brief)).toEqual([
    'crowd: y v x 1/0/0',
    'crowd: x v z 0/0/0',
    'crowd: y v z 0/0/1',
  ])
})

test('what is left out is counted by its first reason, and nothing is lost', async () => {
  const study = await writeStudy(['f1', 'g1'])
  const crowd = await study.addAnnotator({ group: 'crowd' })
  const spammer = await study.addAnnotator({ group: 'crowd', excluded: true })
  const arms = ['f1', 'g1'] as const
  const changed = await study.judge(crowd, arms, { choice: 'A' })
  await study.answer(changed, 'B')
  await study.answer(changed, 'TIE')
  await study.answer(changed, 'A', { criterion: 1 })
  await study.judge(spammer, arms)
  for (const kind of ['CHECK', 'GOLD', 'GOLD', 'PRACTICE'] as const) await study.judge(crowd, arms, { kind })
  await study.judge(crowd, arms, { repeat: 1 })
  const broken = await study.judge(crowd, arms)
  await db.assignment.update({ where: { studyId_id: { studyId: study.studyId, id: broken } }, data: { flag: 'OTHER' } })
  const itemId = await study.addItem(arms)
  const given = { studyId: study.studyId, itemId, slot: 0, rank: 0, leftIsA: true, annotatorId: crowd } as const
  await db.assignment.create({ data: { ...given, doneAt: new Date(), flag: 'BROKEN_TEXT' } })

  const { rows, leftOut, recorded, counted, flagged } = await read(study.studyId)
  expect(rows.map(brief)).toEqual(['crowd: f1 v g1 0/1/0'])
  const reasons = Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]))
  const expected = {
    superseded: 2,
    single: 0,
    check: 1,
    gold: 2,
    practice: 1,
    repeat: 1,
    excluded: 1,
    exploratory: 0,
    flagged: 1,
    criterion: 1,
  }
  expect(reasons).toEqual(expected)
  expect({ recorded, counted, flagged }).toEqual({ recorded: 11, counted: 1, flagged: 1 })
})

test('another study’s judgments are not counted', async () => {
  const [mine, other] = [await writeStudy(['m1', 'm2']), await writeStudy(['o1', 'o2'])]
  await other.judge(await other.addAnnotator({ group: 'crowd' }), ['o1', 'o2'])
  expect((await read(mine.studyId)).recorded).toBe(0)
})
