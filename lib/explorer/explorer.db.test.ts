import { beforeAll, expect, test } from 'vitest'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { readFigureCounts } from '@/lib/figures/read-counts'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { readItemChoices } from './item-choices'
import { toItemQuery } from './item-query'
import { listItems } from './list-items'
import { readItem } from './read-item'
import { readNeighbours } from './read-neighbours'
import { readOpenings } from './read-openings'

/** Item 0: judged by two of the crowd, both ways; 1: by one of the crowd and the LLM; 2: by the LLM; 3: by nobody. */
async function makeExplored() {
  const study = await writeStudy(['explore one', 'explore two', 'explore three'], { pairing: 'LISTED' })
  const { studyId } = study
  const first = await study.addAnnotator({ group: 'crowd' })
  const second = await study.addAnnotator({ group: 'crowd' })
  const llm = await study.addAnnotator({ group: 'llm', kind: 'LLM' })
  const arms = ['explore one', 'explore two'] as const
  const items = [await study.addItem(arms), await study.addItem(arms), await study.addItem(arms)]
  items.push(await study.addItem(['explore one', 'explore three']))
  await study.judge(first, arms, { itemId: items[0], choice: 'A' })
  await study.judge(second, arms, { itemId: items[0], choice: 'B' })
  await study.judge(first, arms, { itemId: items[1], choice: 'TIE' })
  await study.judge(llm, arms, { itemId: items[1], choice: 'TIE' })
  await study.judge(llm, arms, { itemId: items[2], choice: 'B' })
  await study.share(items[1] as string)
  for (const [slot, itemId] of [items[2], items[3], items[3]].entries())
    await db.assignment.create({ data: { studyId, itemId: itemId as string, slot: 5 + slot, rank: 9, leftIsA: true } })
  return grantAdmin(studyId, 'study:results')
}

let access: Access<'study:results'>
beforeAll(async () => {
  access = await makeExplored()
})

test('items are found by outcome, disagreement, who judged them with whom, and by nobody having judged them', async () => {
  const found = async (raw: Record<string, string>) =>
    (await listItems(access, toItemQuery(raw))).rows.map(({ number }) => number).sort()
  expect(await found({})).toEqual([0, 1, 2, 3])
  expect(await found({ show: 'any' })).toEqual([0])
  expect(await found({ show: 'met' })).toEqual([0, 1])
  expect(await found({ show: 'unjudged' })).toEqual([3])
  expect(await found({ outcome: 'tie' })).toEqual([1])
  expect(await found({ system: 'explore two', against: 'explore one', outcome: 'win' })).toEqual([0, 2])
  expect(await found({ group: 'crowd', with: 'crowd' })).toEqual([0])
  expect(await found({ group: 'crowd', with: 'llm' })).toEqual([1])
  expect(await found({ group: 'llm', with: 'crowd' })).toEqual([1])
  expect(await found({ annotator: 'C03' })).toEqual([1, 2])
  expect(await found({ annotator: 'C03', beside: 'C01' })).toEqual([1])
  expect(await found({ annotator: 'C01', beside: 'C02' })).toEqual([0])
  expect(await found({ annotator: 'C03', set: 'shared' })).toEqual([1])
  expect(await found({ outcome: 'unlost' })).toEqual([0, 1])
  expect(await found({ category: 'Advice', tag: 'even' })).toEqual([0])
  expect(await found({ annotator: 'C01', outcome: 'tie' })).toEqual([1])
  expect(await found({ group: 'crowd', chosen: 'right' })).toEqual([0])
  expect(await found({ annotator: 'C03', with: 'crowd' })).toEqual([1])
  expect(await found({ group: 'crowd', with: 'crowd', without: 'C02' })).toEqual([])
  expect(await found({ show: 'panel' })).toEqual([])
  expect(await found({ annotator: 'C03', criterion: '1' })).toEqual([])
})

test('the filters offer what the study has', async () => {
  expect(await readItemChoices(access, 0)).toEqual({
    ...{ protocol: 'COMPARISON', options: [], unit: 'RESPONSE' },
    systems: ['explore one', 'explore two', 'explore three'],
    groups: ['crowd', 'llm'],
    categories: ['Advice', 'Code'],
    tags: ['even', 'number'],
    annotators: ['C01', 'C02', 'C03'],
    questions: ['Question 0', 'Question 1'],
    hasShared: true,
  })
  expect(await readOpenings(access, [0, 3])).toEqual(new Map([0, 3].map((number) => [number, 'Say something.'])))
})

test('what is planned and not judged is counted pair by pair, though no figure shows the pair', async () => {
  const { open, rows } = await readFigureCounts(access, toFigureQuery({}))
  expect(open).toEqual([
    { system: 'explore one', against: 'explore three', judgments: 2, items: 1, unjudged: 1 },
    { system: 'explore one', against: 'explore two', judgments: 1, items: 1, unjudged: 0 },
  ])
  expect(rows.map(({ other }) => other)).not.toContain('explore three')
  expect(await readItem(access, 2)).toMatchObject({ planned: 2, done: 1 })
  expect(await readItem(access, 3)).toMatchObject({ planned: 2, done: 0, verdicts: [] })
})

test('an item is walked from within the list that one came from, or through all items', async () => {
  const beside = (number: number, raw: Record<string, string> | null) =>
    readNeighbours(access, number, raw && toItemQuery(raw))
  expect(await beside(2, null)).toEqual({ before: 1, after: 3, place: 3, of: 4 })
  expect(await beside(0, null)).toMatchObject({ before: null, after: 1 })
  const listed = (await listItems(access, toItemQuery({ annotator: 'C03' }))).rows.map(({ number }) => number)
  expect(listed).toEqual([1, 2])
  expect(await beside(1, { annotator: 'C03' })).toEqual({ before: null, after: 2, place: 1, of: 2 })
  expect(await beside(2, { annotator: 'C03', page: '7' })).toEqual({ before: 1, after: null, place: 2, of: 2 })
  expect(await beside(3, { annotator: 'C03' })).toBeNull()
  expect(await beside(9, null)).toBeNull()
})
