import { expect, test } from 'vitest'
import { RatingGatherer } from '@/lib/ratings/gather-ratings'
import { BY_PERSON, type ExportedJudgment, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { valueOrNull } from '@/lib/stats/estimate'
import { measureRatedJudges } from './rated-judges'

const CODES = ['FAIL', 'PASS', 'EXCELLENT']
const SYSTEMS = ['Aster', 'Briar', 'Clover']
const PROMPTS = 12

/** Of three people and a model: how each rates the response of a system to a prompt, from 0 to 2; null: not at all. */
type Says = (system: number, prompt: number) => number | null

function measured(model: Says, people: readonly Says[]) {
  const gatherer = new RatingGatherer()
  for (let prompt = 0; prompt < PROMPTS; prompt++)
    for (const [system, modelA] of SYSTEMS.entries())
      for (const [who, says] of [...people, model].entries()) {
        const score = says(system, prompt)
        if (score === null) continue
        const isModel = who === people.length
        gatherer.add({
          ...{ study: 's', title: 't', origin: 'collected', item: `${prompt}/${system}`, promptId: `p${prompt}` },
          ...{ category: null, tags: [], modelA, modelB: '', focal: null, lengthA: 9, lengthB: null, criterion: 'Q' },
          ...{
            leftIsA: null,
            verdict: CODES[score] as string,
            score,
            annotator: isModel ? 'G01' : `C0${who}`,
            turn: 0,
          },
          ...{ group: isModel ? 'models' : 'crowd', simulated: false, milliseconds: 9000, leftOut: null, at: null },
          ...{ slot: null, repeat: 0, shared: false, expected: null, seed: 7, said: NOTHING_SAID, tieOffered: null },
          by: { ...BY_PERSON, isModel, ...(isModel && { model: 'grader' }) },
          ...{ protocol: 'rating', sample: 0, scale: JSON.stringify({ FAIL: 0, PASS: 1, EXCELLENT: 2 }) },
        } satisfies ExportedJudgment)
      }
  const [worth] = measureRatedJudges(gatherer.finish())?.worth ?? []
  if (!worth) throw new Error('a model rated')
  return worth
}

const better: Says = (system) => system
const PEOPLE: Says[] = [better, better, (system, prompt) => (prompt === 0 ? 2 - system : system)]

test('a model that rates as people do has their order of the systems, and takes the place of each', () => {
  const { sameOrder, replacing } = measured(better, PEOPLE)
  expect(valueOrNull(sameOrder.kendall)?.value).toBeCloseTo(1, 12)
  expect(sameOrder.items).toBe(PROMPTS * SYSTEMS.length)
  // Of 12 prompts one person turned the order round once: (2 × 12 × 2 + 11 × 2 + 0) / 36 for the best.
  expect(sameOrder.systems.map(({ system, judge, human }) => [system, judge, human])).toEqual([
    ['Aster', 0, expect.closeTo(2 / 36, 12)],
    ['Briar', 1, 1],
    ['Clover', 2, expect.closeTo(70 / 36, 12)],
  ])
  for (const { people, winningRate } of replacing) {
    expect(winningRate).toBe(1)
    expect(people.map(({ code, items }) => [code, items])).toEqual([
      ['C00', 36],
      ['C01', 36],
      ['C02', 36],
    ])
  }
})

test('one that rates the other way round has the reverse order, and takes nobody’s place', () => {
  const { sameOrder, replacing } = measured((system) => 2 - system, PEOPLE)
  expect(valueOrNull(sameOrder.kendall)?.value).toBeCloseTo(-1, 12)
  expect(replacing.map(({ winningRate }) => winningRate)).toEqual([0, 0, 0])
  // It is as near as people on the system that all rate in the middle, and where one person turned round.
  const [first] = replacing
  expect(first?.people[2]?.judge).toBeCloseTo((12 + 2) / 36, 12)
})

test('only responses that both rated count, each by how far options lie apart', () => {
  // The model rates the first four prompts, one step off: half as near as the same option.
  const { sameOrder, replacing, items } = measured(
    (system, prompt) => (prompt < 4 ? Math.min(2, system + 1) : null),
    [better, better, better],
  )
  expect(items).toBe(12)
  expect(sameOrder.items).toBe(12)
  // Fewer than thirty responses of one person: nobody is tested.
  expect(replacing.every(({ winningRate, people }) => winningRate === null && people.length === 0)).toBe(true)
  expect(sameOrder.systems.map(({ judge }) => judge)).toEqual([1, 2, 2])
})
