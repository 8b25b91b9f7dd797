import { expect, test } from 'vitest'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import type { Estimate } from '@/lib/stats/estimate'
import { measureBias } from './bias'
import { peopleAndModels } from './people-and-models'
import { type ModelStrengths, strengthsApart } from './strengths'

const BASE: ExportedJudgment = {
  ...{ study: 's', title: 't', origin: 'collected', item: '0', promptId: 'p0', category: null, tags: [], focal: null },
  ...{ modelA: 'Aster', modelB: 'Briar', lengthA: 10, lengthB: 20, criterion: 'Q', score: 1, leftIsA: true },
  ...{ annotator: 'C1', group: 'crowd', simulated: false, at: null, milliseconds: null, leftOut: null, slot: 0 },
  ...{ repeat: 0, shared: false, verdict: null, expected: null, seed: 3, said: NOTHING_SAID, by: BY_PERSON },
  ...{ tieOffered: true, ...NOT_RATED },
}

const on = (k: number, about: Partial<ExportedJudgment>): ExportedJudgment => ({
  ...BASE,
  ...{ item: String(k), promptId: `p${k}`, ...about },
})
const byModel = (k: number, score: number, about: Partial<ExportedJudgment> = {}) =>
  on(k, { annotator: 'G1', group: 'models', by: { ...BY_PERSON, isModel: true, model: 'aster-9b' }, score, ...about })
/** Both orders of an item. */
const both = (k: number, left: number, right: number) => [
  byModel(k, left, { leftIsA: true }),
  byModel(k, right, { leftIsA: false, slot: 1 }),
]

async function strengthsOf(rows: ExportedJudgment[]) {
  const input = await gatherColumns(rows)
  return strengthsApart(input, peopleAndModels(input), () => undefined)
}

/** By how much the first system is ahead, on the scale of Elo, with ties as half. */
function ahead(model: Estimate<ModelStrengths> | undefined): number {
  if (!model?.defined) throw new Error('not defined')
  const strengthOf = (name: string) => model.value.systems.find(({ system }) => system === name)?.strength ?? Number.NaN
  return strengthOf('Aster') - strengthOf('Briar')
}

// People: three wins of four. Of two systems the odds are wins to losses: 400 log₁₀ 3.
const PEOPLE = [1, 1, 1, -1].map((score, k) => on(k, { score }))

test('strengths are people’s; a model that saw each item twice moves none of them', async () => {
  const alone = await strengthsOf(PEOPLE)
  expect(alone).toMatchObject({ strengths: { whose: 'everybody', judgments: 4 }, modelStrengths: null })
  expect(ahead(alone.strengths.tiesAsHalf)).toBeCloseTo(400 * Math.log10(3), 6)
  const beside = await strengthsOf([...PEOPLE, ...[0, 1, 2, 3, 4].flatMap((k) => both(k, -1, -1))])
  expect(beside.strengths).toEqual({ ...alone.strengths, whose: 'people' })
})

test('prompts that a model alone judged are no clusters of people’s strengths, wherever they stand', async () => {
  const alone = await strengthsOf(PEOPLE)
  // Before, between and behind those that people judged, by name.
  const models = ['p', 'p1x', 'p9'].flatMap((promptId, k) => both(10 + k, -1, -1).map((row) => ({ ...row, promptId })))
  const beside = await strengthsOf([...PEOPLE, ...models])
  expect(beside.strengths).toEqual({ ...alone.strengths, whose: 'people' })
  expect(beside.strengths.prompts).toBe(4)
  expect(beside.modelStrengths).toMatchObject({ prompts: 3, judgments: 3 })
})

test('of each model and item one verdict counts, both orders averaged, in the order in which they were given', async () => {
  const rows = [
    // The same in both orders, one order alone, one that follows the side, and a win beside a tie.
    ...[...both(0, 1, 1), byModel(1, -1), ...both(2, 1, -1), ...both(3, 1, 0), ...both(4, 1, 1)],
    // Asked again in the same order, it says nothing of systems.
    byModel(0, -1, { repeat: 1, leftOut: 'repeat' }),
  ]
  const { strengths, modelStrengths } = await strengthsOf([...PEOPLE, ...rows])
  expect(strengths).toMatchObject({ whose: 'people', judgments: 4 })
  expect(modelStrengths).toMatchObject({ whose: 'models', judgments: 5, prompts: 5 })
  // Win, loss, tie, win, win: 3½ to 1½.
  expect(modelStrengths?.edges).toEqual([{ first: 'Aster', second: 'Briar', wins: 3, ties: 1, losses: 1 }])
  expect(ahead(modelStrengths?.tiesAsHalf)).toBeCloseTo(400 * Math.log10(3.5 / 1.5), 6)
  // Where nobody else judged, strengths are theirs.
  const only = await strengthsOf(rows)
  expect(only).toEqual({ strengths: modelStrengths, modelStrengths: null })
  // Two models weigh as two, whatever their names.
  const twice = await strengthsOf([...rows, ...rows.map((row) => ({ ...row, annotator: 'G2' }))])
  expect(twice.strengths.edges).toEqual([{ first: 'Aster', second: 'Briar', wins: 6, ties: 2, losses: 2 }])
})

test('effects of side and length are of people, too, where they judged', async () => {
  const rows = PEOPLE.map((row, k) => ({ ...row, leftIsA: k % 2 === 0 }))
  const input = await gatherColumns([...rows, ...[0, 1, 2, 3].flatMap((k) => both(k, 1, -1))])
  const { people } = peopleAndModels(input)
  const { swaps: _, consistency: __, ...ofPeople } = measureBias(people ?? input)
  const { swaps: ___, consistency: ____, ...alone } = measureBias(await gatherColumns(rows))
  expect(ofPeople).toEqual(alone)
  expect(ofPeople.judgments).toBe(4)
})
