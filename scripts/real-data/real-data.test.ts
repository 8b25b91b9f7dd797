import { expect, test } from 'vitest'
import { groupMatrix, panelAgreement } from '@/lib/agreement/group-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { measureJudges } from '@/lib/judges/measure-judges'
import { measureBias } from '@/lib/rankings/bias'
import { measureStrengths } from '@/lib/rankings/strengths'
import { withoutVerdict } from '@/lib/rates/model-answers'
import type { ExportedJudgment } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { type Recomputed, recompute } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { exactMatch, identityWeights } from '@/lib/stats/agreement-weights'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { onlineElo } from '@/lib/stats/online-elo'
import { pairAgreement } from '@/lib/stats/pair-agreement'
import { strengthsOf } from './reference-strengths'
import {
  arenaRows,
  hasRealData,
  pandalmAnswersOfGpt,
  pandalmRows,
  REAL_DATA,
  tuluAcceptance,
  tuluRecorded,
  tuluRows,
  vicunaRows,
} from './rows'

if (!hasRealData) console.warn(`Real-data tests are SKIPPED: there is no ${REAL_DATA}.`)
const onRealData = test.skipIf(!hasRealData)

async function* stream(rows: readonly ExportedJudgment[]) {
  yield* rows
}

/** Wins, losses and ties of one system against another, whichever the figure calls the reference. */
function winsLossesTies({ rows }: Recomputed, system: string, against: string): [number, number, number] | null {
  for (const { reference, other, wins, ties, losses } of rows) {
    if (reference === system && other === against) return [wins, losses, ties]
    if (reference === against && other === system) return [losses, wins, ties]
  }
  return null
}

onRealData('tulu: the published shares come out by the rule of the earliest judgment', async () => {
  const rows = tuluRows()
  expect(rows).toHaveLength(1141)
  const { rows: rates } = await recompute(stream(rows), { rule: 'earliest' })
  const chatgpt = rates.find(({ other }) => other === 'chatgpt')
  const shares = [chatgpt?.win, chatgpt?.tie, chatgpt?.loss].map((share) => (100 * (share?.share ?? 0)).toFixed(1))
  expect(shares).toEqual(['27.7', '33.1', '39.2'])
})

onRealData('tulu: what was recorded, how often each response was acceptable, and how far experts agree on that', () => {
  const recorded = tuluRecorded()
  const times = (preference: string) => recorded.filter((row) => row.preference === preference).length
  const scale = ['a-is-better', 'a-is-slightly-better', 'tie', 'b-is-slightly-better', 'b-is-better']
  expect([recorded.length, ...scale.map(times)]).toEqual([1150, 188, 235, 376, 191, 160])

  const answers = tuluAcceptance()
  const byItem = new Map<string, typeof answers>()
  for (const answer of answers) {
    const key = `${answer.item}/${answer.system}`
    byItem.set(key, [...(byItem.get(key) ?? []), answer])
  }
  const raters = [...byItem.values()].map(({ length }) => length)
  // Both responses of an instance have the same evaluators.
  expect([1, 2, 3].map((many) => raters.filter((n) => n === many).length / 2)).toEqual([875, 97, 24])
  const earliest = [...byItem.values()].map(([first]) => first as (typeof answers)[number])
  const accepted = (system: string) => {
    const own = earliest.filter((answer) => answer.system === system)
    return (100 * own.filter(({ isAcceptable }) => isAcceptable).length) / own.length
  }
  const shares = ['chatgpt', 'tulu_65B', 'tulu_human_only_65B', 'tulu_7B'].map((system) => accepted(system).toFixed(1))
  expect(shares).toEqual(['90.1', '79.8', '72.3', '68.7'])
  const codes = [...new Set(answers.map(({ annotator }) => annotator))]
  const items = [...byItem.values()].map((item) =>
    item.map(({ annotator, isAcceptable }) => ({
      annotator: codes.indexOf(annotator),
      category: isAcceptable ? 0 : 1,
    })),
  )
  const agreement = pairAgreement(items, exactMatch)
  expect(agreement.defined && agreement.value.pooled.toFixed(2)).toBe('0.84')
})

onRealData('tulu: agreement on the first two judgments of an item, and alpha', async () => {
  const input = await gatherColumns(tuluRows())
  const rated = ratedItems(input)
  const two = { ...rated, items: rated.items.map((item) => item.slice(0, 2)) }
  const firstTwo = groupMatrix(input, two)[0]?.tieDiscounted
  expect(firstTwo?.defined && firstTwo.value.mean).toBeCloseTo(0.715, 3)
  const all = groupMatrix(input, rated)[0]?.tieDiscounted
  expect(all?.defined && all.value.mean).toBeCloseTo(0.713, 3)
  const alpha = panelAgreement(input, rated)[0]?.alphaNominal
  expect(alpha?.defined && alpha.value.value).toBeCloseTo(0.3592, 4)
})

onRealData('pandalm: kappas, Fleiss, majority counts and the nine tables of wins', async () => {
  const rows = pandalmRows()
  const input = await gatherColumns(rows)
  const rated = ratedItems(input)
  const kappas = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([one = 0, other = 0]) => {
    const kappa = cohenKappa(crossTable(rated.items, one, other), identityWeights(3))
    return kappa.defined ? kappa.value.kappa : Number.NaN
  })
  expect(kappas.map((kappa) => kappa.toFixed(4))).toEqual(['0.8520', '0.8789', '0.8617'])
  const fleiss = panelAgreement(input, rated)[0]?.fleiss
  expect(fleiss?.defined && fleiss.value.value).toBeCloseTo(0.8642, 4)

  const majority = await recompute(stream(rows), { rule: 'majority' })
  // In the file's own orientation: response 1 is the first model of the pair, and arm A.
  const total = (of: 'wins' | 'ties' | 'losses') => majority.rows.reduce((sum, row) => sum + row[of], 0)
  expect([total('ties'), total('wins'), total('losses')]).toEqual([105, 422, 472])
  const table = (system: string, against: string) => winsLossesTies(majority, system, against)
  const name = (part: string) => input.systems.find((system) => system.toLowerCase().includes(part)) as string
  const [llama, bloom, cerebras, opt, pythia] = ['llama', 'bloom', 'cerebras', 'opt', 'pythia'].map(name) as [
    string,
    string,
    string,
    string,
    string,
  ]
  expect(table(llama, bloom)).toEqual([72, 28, 11])
  expect(table(llama, cerebras)).toEqual([80, 24, 6])
  expect(table(llama, opt)).toEqual([71, 24, 11])
  expect(table(llama, pythia)).toEqual([58, 27, 9])
  expect(table(bloom, cerebras)).toEqual([59, 30, 11])
  expect(table(bloom, opt)).toEqual([43, 35, 11])
  expect(table(bloom, pythia)).toEqual([47, 49, 11])
  expect(table(cerebras, opt)).toEqual([33, 49, 9])
  expect(table(cerebras, pythia)).toEqual([27, 53, 11])
  expect(table(opt, pythia)).toEqual([32, 53, 15])
  expect([rows.length, pandalmAnswersOfGpt().filter((answer) => answer === 'garbage').length]).toEqual([3 * 999, 25])
})

onRealData('vicuna: position shares, consistency in both orders, and the published Elo with K = 4', async () => {
  const { rows, unparsed } = vicunaRows()
  expect([rows.length, unparsed]).toEqual([4467, 13])
  const { sides } = await recompute(stream(rows))
  const [side] = sides
  const shares = [side?.left ?? 0, side?.right ?? 0, side?.ties ?? 0].map((n) => Math.round((100 * n) / rows.length))
  expect(shares).toEqual([56, 30, 13])
  const input = await gatherColumns(rows)
  const judges = measureJudges(input, ratedItems(input))
  const orders = judges?.habits[0]?.orders
  expect([orders?.pairs, orders?.consistent?.count, (100 * (orders?.consistent?.share ?? 0)).toFixed(1)]).toEqual([
    2227,
    1367,
    '61.4',
  ])
  expect(judges).toMatchObject({ people: 0, worth: [{ bothOrders: true, parity: { averaged: { defined: false } } }] })
  const { consistency, swaps } = measureBias(input)
  expect(consistency.defined && (100 * consistency.value.share).toFixed(1)).toBe('61.4')
  expect([swaps.consistent, swaps.firstTwice, swaps.secondTwice]).toEqual([1367, 437, 19])

  const published = { gpt4: 1348, 'guanaco-65b': 1022, 'guanaco-30b': 992, 'vicuna-13b': 974, gpt35: 966 }
  const rest = { 'guanaco-13b': 916, bard: 902, 'guanaco-7b': 879 }
  const elo = meanElo(rows, input.systems)
  for (const [system, strength] of Object.entries({ ...published, ...rest })) {
    const got = elo[input.systems.indexOf(system)] as number
    expect(Math.abs(got - strength), `${system}: ${got}`).toBeLessThan(1.5)
  }
})

onRealData(
  'vicuna: Bradley–Terry strengths, their errors and intervals are those of independent implementations',
  async () => {
    const reference = strengthsOf('r03_vicuna80_gpt4_judge')
    const input = await gatherColumns(vicunaRows().rows)
    const { davidson, tiesAsHalf, prompts, judgments } = measureStrengths(input, () => undefined, 0)
    if (!davidson.defined || !tiesAsHalf.defined) throw new Error('both exist')
    expect([prompts, judgments, reference.size]).toEqual([80, 4467, 8])
    for (const { system, strength } of tiesAsHalf.value.systems)
      expect(strength).toBeCloseTo(reference.get(system)?.tiesAsHalf as number, 4)
    for (const { system, strength, se } of davidson.value.systems) {
      expect(strength).toBeCloseTo(reference.get(system)?.davidson as number, 4)
      expect(se).toBeCloseTo(reference.get(system)?.davidsonSe as number, 4)
    }
    expect(davidson.value.systems.map(({ system }) => system).slice(0, 2)).toEqual(['gpt4', 'guanaco-65b'])
  },
)

onRealData('arena: a real judge buys little, by the very functions of the page Judges', async () => {
  const file = (judge: string) => `claude-opus-4-20250514_vs_gemini-2.5-flash_${judge}.json`
  const input = await gatherColumns(arenaRows(file('gpt-4o-mini'), 'gpt-4o-mini', 100))
  const [worth] = measureJudges(input, ratedItems(input))?.worth ?? []
  const [pair] = worth?.powered ?? []
  expect([pair?.first, pair?.verdicts, pair?.prompts, pair?.judgedOnly]).toEqual([
    'claude-opus-4-20250514',
    100,
    100,
    225,
  ])
  expect(pair?.independent?.lambda).toBeCloseTo(0.249035, 6)
  expect(pair?.independent?.estimate).toBeCloseTo(0.429723, 6)
  expect(pair?.independent?.interval).toEqual([expect.closeTo(0.335684, 6), expect.closeTo(0.523763, 6)])
  expect((pair?.independent?.effective ?? 0) / 100).toBeCloseTo(1.06, 2)
  // With prompts as the unit the same, as far as both are estimates of one thing.
  if (!pair?.powered.defined) throw new Error('it is defined')
  expect(pair.powered.value.addsNothing).toBe(true)
  expect(pair.powered.value.score.estimate).toBeCloseTo(0.4297, 2)
  expect(pair.powered.value.gain).toBeCloseTo(1.06, 1)
})

const ARENA = [
  ['gemini-2.5-flash', 'gpt-4o-mini', 325, [0.4092, 0.2092]],
  ['gemini-2.5-flash', 'gpt-5.2', 325, [0.4092, 0.4862]],
  ['gemini-2.5-pro', 'gpt-4o-mini', 277, [0.2355, 0.1594]],
  ['gemini-2.5-pro', 'gpt-5.2', 277, [0.2355, 0.3587]],
  ['qwen3-235b-a22b-no-thinking', 'gpt-4o-mini', 275, [0.4, 0.2255]],
  ['qwen3-235b-a22b-no-thinking', 'gpt-5.2', 275, [0.4, 0.7055]],
] as const

onRealData('arena: what people and judges give one system, and what a judge left unparsed is no verdict', async () => {
  for (const [rival, judge, n, [people, model]] of ARENA) {
    const rows = arenaRows(`claude-opus-4-20250514_vs_${rival}_${judge}.json`, judge, n)
    const { modelAnswers } = await recompute(stream(rows))
    const input = await gatherColumns(rows)
    // Of the battles that both decided.
    const [worth] = measureJudges(input, ratedItems(input))?.worth ?? []
    const claude = worth?.sameOrder.systems.find(({ system }) => system.startsWith('claude'))
    const without = modelAnswers.reduce((sum, one) => sum + withoutVerdict(one), 0)
    const found = [claude?.human?.toFixed(4), claude?.judge?.toFixed(4), without]
    expect([rival, judge, ...found]).toEqual([
      ...[rival, judge, people.toFixed(4), model.toFixed(4), rival === 'gemini-2.5-pro' ? 1 : 0],
    ])
  }
})

const ORDERS = 2000

/** Mean strengths over random orders of the verdicts. */
function meanElo(rows: readonly ExportedJudgment[], systems: readonly string[]): number[] {
  const judgments = rows.map(({ modelA, modelB, score }) => ({
    first: systems.indexOf(modelA),
    second: systems.indexOf(modelB),
    score: (1 + score) / 2,
  }))
  const { shuffle } = rng(1, 'elo')
  const sum = systems.map(() => 0)
  for (let order = 0; order < ORDERS; order++)
    onlineElo(shuffle(judgments), systems.length, 4).forEach((strength, k) => {
      sum[k] = (sum[k] as number) + strength / ORDERS
    })
  return sum
}
