import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { exportRows } from '@/lib/exports/export-judgments'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { parseExported } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { type AnytimeState, anytimeRows, readAnytime } from './anytime-rows'
import { gatherArrivals } from './anytime-scores'

workHere()

test('of each pair the first judgment of each prompt, in the order given, seen from the focal system', async () => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 6, baselines: 2, overlap: 2 })
  const people = await enrolPeople(studyId, 2)
  for (const person of people) await judgeAll(person)
  const { batches } = await exportRows(await grantAdmin(studyId, 'study:results'))
  async function* rows() {
    for await (const batch of batches) yield* batch.map(parseExported)
  }
  const arrivals = gatherArrivals(await gatherColumns(rows()))
  expect(arrivals).toHaveLength(2)
  const judgments = await db.judgment.findMany({
    where: { studyId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { assignment: { include: { item: { include: { responseA: true, responseB: true } } } } },
  })
  const nameOf = new Map(promptSet.systems.map(({ id, name }) => [id, name]))
  for (const { first, second, scores } of arrivals) {
    const firsts = new Map<string, number>()
    for (const { score, assignment } of judgments) {
      const { promptId, responseA, responseB } = assignment.item
      const names = [responseA, responseB].map((response) => nameOf.get(response?.systemId ?? ''))
      if (![first, second].every((name) => names.includes(name)) || firsts.has(promptId)) continue
      firsts.set(promptId, (1 + (names[0] === first ? score : -score)) / 2)
    }
    expect(scores).toEqual([...firsts.values()])
  }
})

test('a figure shows the latest scores that are there while newer judgments are computed, its files only the present ones', async () => {
  const study = await writeStudy(['any one', 'any two'])
  const { studyId } = study
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const annotator = await study.addAnnotator({ group: 'crowd' })
  for (const choice of ['A', 'A', 'TIE', 'B']) await study.judge(annotator, ['any one', 'any two'], { choice })
  const access = await grantAdmin(studyId, 'study:results')
  const ask = async () => readAnytime(access, await winTieLoss(access), null)
  const present = async () => {
    let state: AnytimeState | undefined
    const isPresent = async () => {
      state = await ask()
      return state.state === 'done' && state.behind === null
    }
    await expect.poll(isPresent, { timeout: 60_000 }).toBe(true)
    return state?.state === 'done' ? state.rows : []
  }
  const before = await present()
  expect(before).toMatchObject([{ group: 'crowd', reference: 'any one', other: 'any two', prompts: 4, score: 2.5 / 4 }])

  const held = await study.holdAnalysis()
  await study.judge(annotator, ['any one', 'any two'], { choice: 'A' })
  expect(await ask()).toEqual({
    state: 'done',
    rows: before,
    behind: { at: expect.any(Date), pending: { state: 'running', done: 3, total: 9 } },
  })
  expect(await db.analysisRun.count({ where: { studyId } })).toBe(1)
  await expect(anytimeRows(access, await winTieLoss(access), null)).rejects.toThrow('being computed')

  // Who was at it is gone: the next who asks begins, and what is older goes once it is done.
  await held.release()
  expect(await present()).toMatchObject([{ prompts: 5, score: 3.5 / 5 }])
  expect(await db.analysisRun.count({ where: { studyId } })).toBe(1)
  expect(await anytimeRows(access, await winTieLoss(access), 'nobody')).toEqual([])
  await db.study.update({ where: { id: studyId }, data: { looks: 'CLOSING' } })
  expect(await anytimeRows(access, await winTieLoss(access), null)).toEqual([])
})
