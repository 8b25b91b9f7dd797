import { groupMatrix, panelAgreement } from '@/lib/agreement/group-agreement'
import { ratedItems } from '@/lib/agreement/rated-items'
import { measureBias } from '@/lib/rankings/bias'
import type { ExportedJudgment } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { recompute } from '@/lib/records/recompute'
import { rng } from '@/lib/rng'
import { identityWeights } from '@/lib/stats/agreement-weights'
import { cohenKappa, crossTable } from '@/lib/stats/cohen-kappa'
import { onlineElo } from '@/lib/stats/online-elo'
import { shortName } from './rows'

type Rows = readonly ExportedJudgment[]

async function* toStream(rows: Rows) {
  yield* rows
}

const counted = (rows: Rows) => rows.filter(({ leftOut }) => leftOut === null)

/** What is published of tulu: shares against ChatGPT by the earliest judgment, and agreement on the first question. */
export async function tuluFigures(rows: Rows) {
  const { rows: rates } = await recompute(toStream(rows), { rule: 'earliest' })
  const chatgpt = rates.find(({ other }) => other === 'chatgpt')
  const { wins = 0, ties = 0, losses = 0 } = chatgpt ?? {}
  const input = await gatherColumns(counted(rows))
  const rated = ratedItems(input)
  const two = groupMatrix(input, { ...rated, items: rated.items.map((item) => item.slice(0, 2)) })[0]?.tieDiscounted
  const alpha = panelAgreement(input, rated)[0]?.alphaNominal
  return {
    shares: [wins, ties, losses].map((n) => ((100 * n) / (wins + ties + losses)).toFixed(1)),
    tieDiscounted: two?.defined ? two.value.mean : null,
    alpha: alpha?.defined ? alpha.value.value : null,
    rates,
  }
}

/** The same of PandaLM: kappas of each two annotators, LLaMA's wins, losses and ties by majority, and all ties. */
export async function pandalmFigures(rows: Rows) {
  const rated = ratedItems(await gatherColumns(rows))
  const kappas = [
    [0, 1],
    [0, 2],
    [1, 2],
  ].map(([one = 0, other = 0]) => {
    const kappa = cohenKappa(crossTable(rated.items, one, other), identityWeights(3))
    return kappa.defined ? kappa.value.kappa.toFixed(2) : ''
  })
  const { rows: rates } = await recompute(toStream(rows), { rule: 'majority' })
  const against = (other: string) => {
    const rate = rates.find((one) => [one.reference, one.other].sort().join() === ['llama-7b', other].sort().join())
    const own = rate?.reference === 'llama-7b' ? [rate.wins, rate.losses] : [rate?.losses, rate?.wins]
    return [...own, rate?.ties]
  }
  return {
    kappas,
    llama: ['bloom-7b', 'cerebras-gpt-6.7B', 'opt-7b', 'pythia-6.9b'].map(against),
    ties: rates.reduce((sum, { ties }) => sum + ties, 0),
  }
}

/** Strengths in the paper's table, within 1.5 of which ours have to lie. */
const PUBLISHED_ELO = {
  ...{ gpt4: 1348, 'guanaco-65b': 1022, 'guanaco-30b': 992, 'vicuna-13b': 974, gpt35: 966 },
  ...{ 'guanaco-13b': 916, bard: 902, 'guanaco-7b': 879 },
}

/** The same of the 80 Vicuna questions: verdicts by side in whole percent, consistency of the two orders, strengths. */
export async function vicunaFigures(rows: Rows) {
  const { sides, sideless } = await recompute(toStream(rows))
  const [side] = sides
  const { consistency } = measureBias(await gatherColumns(rows))
  const elo = meanElo(rows)
  return {
    sides: [side?.left ?? 0, side?.right ?? 0, side?.ties ?? 0].map((n) => Math.round((100 * n) / rows.length)),
    sideless,
    consistency: consistency.defined ? (100 * consistency.value.share).toFixed(1) : null,
    farthestElo: Math.max(
      ...Object.entries(PUBLISHED_ELO).map(([system, strength]) => Math.abs((elo.get(system) ?? 0) - strength)),
    ),
  }
}

const ORDERS = 2000

/** Mean strengths over random orders of the verdicts, K = 4, by the names of the paper. */
function meanElo(rows: Rows): Map<string, number> {
  const systems = [...new Set(rows.flatMap(({ modelA, modelB }) => [modelA, modelB]))]
  const judgments = rows.map(({ modelA, modelB, score }) => ({
    ...{ first: systems.indexOf(modelA), second: systems.indexOf(modelB), score: (1 + score) / 2 },
  }))
  const { shuffle } = rng(1, 'elo')
  const sum = systems.map(() => 0)
  for (let order = 0; order < ORDERS; order++)
    onlineElo(shuffle(judgments), systems.length, 4).forEach((strength, k) => {
      sum[k] = (sum[k] as number) + strength / ORDERS
    })
  return new Map(systems.map((system, k) => [shortName(system.replace(/^answer_/, 'answer-')), sum[k] as number]))
}
