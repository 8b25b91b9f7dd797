import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import {
  type PredictionPoweredMean,
  predictionPoweredMean,
  tunedLambda,
} from '@/lib/stats/prediction-powered/prediction-powered-mean'
import {
  type PredictionPoweredShares,
  predictionPoweredShares,
} from '@/lib/stats/prediction-powered/prediction-powered-shares'
import {
  clusteredPredictions,
  independentPredictions,
  type LabelledRows,
  type UnlabelledRows,
} from '@/lib/stats/prediction-powered/predictions'
import type { Judge, JudgeTable } from './judge-table'

/** Of one pair of systems, seen from the first: people alone, and people helped by a judge. */
export type Powered = {
  first: string
  second: string
  /** People's verdicts on items that the judge judged, too, their prompts, and the items that the judge alone judged. */
  verdicts: number
  prompts: number
  judgedOnly: number
  /** Score of the first system, ties half, by people alone. */
  people: PredictionPoweredMean
  /** How many verdicts of people alone would have told as much: `verdicts` times the gain. */
  powered: Estimate<PredictionPoweredShares & { effective: number | null }>
  /** The score as ppi_py gives it, with verdicts for independent; null where a prompt has several. */
  independent: (PredictionPoweredMean & { lambda: number }) | null
}

const NOT_DRAWN =
  'Which prompts people judged was not drawn from the seed of this study: what the judge says of the others cannot be corrected by them.'

const SCORES = [1, 0.5, 0]

/**
 * Prediction-powered rates of each pair that people and the judge judged. People's prompts have to be a random part of all:
 * they are where every verdict has a slot of a plan.
 */
export function measurePowered(table: JudgeTable, judge: Judge): Powered[] {
  return [...rowsByPair(table, judge)]
    .sort(([one], [other]) => one - other)
    .flatMap(([key, rows]) => poweredOf(table, key, rows) ?? [])
}

function poweredOf({ input }: JudgeTable, key: number, { labelled, unlabelled, copies }: PairRows): Powered | null {
  if (labelled.human.length === 0) return null
  const alone = predictionPoweredMean(clusteredPredictions(toScores(labelled), EMPTY), 0)
  if (!alone.defined) return null
  const verdicts = labelled.human.length / copies
  const shares = input.planned ? predictionPoweredShares(labelled, unlabelled) : notDefined(NOT_DRAWN)
  const { systems } = input
  return {
    first: systems[Math.floor(key / systems.length)] as string,
    second: systems[key % systems.length] as string,
    ...{ verdicts, prompts: new Set(labelled.prompt).size, judgedOnly: unlabelled.judge.length / copies },
    people: { ...alone.value, effective: verdicts },
    powered: mapEstimate(shares, (value) => ({
      ...value,
      effective: value.gain === null ? null : value.gain * verdicts,
    })),
    independent: input.planned ? independentOf(labelled, unlabelled) : null,
  }
}

/** Where no prompt has two rows. */
function independentOf(labelled: PairRows['labelled'], unlabelled: PairRows['unlabelled']): Powered['independent'] {
  const prompts = [...labelled.prompt, ...unlabelled.prompt]
  if (new Set(prompts).size < prompts.length || unlabelled.judge.length === 0) return null
  const of = independentPredictions(toScores(labelled), { ...unlabelled, judge: unlabelled.judge.map(scoreOf) })
  const lambda = valueOrNull(tunedLambda(of))
  const mean = lambda === null ? null : valueOrNull(predictionPoweredMean(of, lambda))
  return mean && lambda !== null ? { ...mean, lambda } : null
}

type Columns<Of> = { [K in keyof Of]: number[] }
type PairRows = { labelled: Columns<LabelledRows>; unlabelled: Columns<UnlabelledRows>; copies: number }

/**
 * Where the judge saw items in both orders, each row stands twice, once with either verdict, so that each weighs one half;
 * an item of one order stands twice with the same.
 */
function rowsByPair({ input, people, prompts, first, second }: JudgeTable, judge: Judge): Map<number, PairRows> {
  const copies = [...judge.verdicts.values()].some((given) => given.length > 1) ? 2 : 1
  const pairs = new Map<number, PairRows>()
  for (const item of [...judge.verdicts.keys()].sort((a, b) => a - b)) {
    const given = judge.verdicts.get(item) as readonly number[]
    const key = (first[item] as number) * input.systems.length + (second[item] as number)
    const pair = pairs.get(key) ?? emptyPair(copies)
    pairs.set(key, pair)
    const prompt = prompts[item] as number
    for (let copy = 0; copy < copies; copy++) {
      const verdict = (given[copy] ?? given[0]) as number
      const persons = people[item] ?? []
      for (const { category } of persons) {
        pair.labelled.human.push(category)
        pair.labelled.judge.push(verdict)
        pair.labelled.prompt.push(prompt)
      }
      if (persons.length > 0) continue
      pair.unlabelled.judge.push(verdict)
      pair.unlabelled.prompt.push(prompt)
    }
  }
  return pairs
}

function emptyPair(copies: number): PairRows {
  return { labelled: { human: [], judge: [], prompt: [] }, unlabelled: { judge: [], prompt: [] }, copies }
}

const EMPTY: UnlabelledRows = { judge: [], prompt: [] }

const scoreOf = (category: number) => SCORES[category] as number

function toScores({ human, judge, prompt }: Columns<LabelledRows>): LabelledRows {
  return { human: human.map(scoreOf), judge: judge.map(scoreOf), prompt }
}
