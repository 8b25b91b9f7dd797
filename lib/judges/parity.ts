import { rng } from '@/lib/rng'
import { type Similarity, tieDiscounted } from '@/lib/stats/agreement-weights'
import { type ClusterTotal, sumByCluster } from '@/lib/stats/clustered-mean'
import { defined, type Estimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'
import {
  agreementDifference,
  type ParityItem,
  parityItem,
  resampledDifference,
} from '@/lib/stats/parity/agreement-difference'
import { equivalenceTest } from '@/lib/stats/parity/equivalence-test'
import { drawMultiplicities, summariseReplicates } from '@/lib/stats/resampling'
import { averageOf, type Judge, type JudgeTable } from './judge-table'

/** What the 90 % interval of the difference says of the margin. */
export type ParityFinding = 'equivalent' | 'not-worse' | 'worse' | 'open'

/** Agreement of a judge with people less that of people with each other, tie-discounted, on the same items. */
export type Parity = {
  judgeHuman: number
  humanHuman: number
  difference: number
  /** Prompts drawn anew, both agreements taken anew; null where no spread was seen. */
  interval90: Interval | null
  interval95: Interval | null
  /** Of two one-sided t-tests clustered by prompt, beside the resampled interval. */
  p: number | null
  finding: ParityFinding
  items: number
  prompts: number
  judgeHumanPairs: number
  humanHumanPairs: number
}

/** With all orders of an item averaged, and with the first of them alone, as people see one. */
export type ParityBoth = { margin: number; averaged: Estimate<Parity>; oneOrder: Estimate<Parity> }

const PARITY_ROUNDS = 1000

/** Stands for the judge among annotators' numbers. */
const JUDGE = -1

/** Parity of a judge with people, where a design or file names no margin at the usual one. */
export function measureParity(
  table: ParityTable,
  judge: Judge,
  margin: number,
  similarity = tieDiscounted,
): ParityBoth {
  return {
    margin,
    averaged: parityBy(table, judge, { margin, similarity, choose: averageOf }),
    oneOrder: parityBy(table, judge, { margin, similarity, choose: ([first]) => first as number }),
  }
}

/** Whatever people judged, items or single responses, each with its prompt. */
export type ParityTable = Pick<JudgeTable, 'people' | 'prompts'> & { input: { seed: number } }

type How = { margin: number; similarity: Similarity; choose: (verdicts: readonly number[]) => number }

function parityBy(
  { input, people, prompts }: ParityTable,
  judge: Judge,
  { margin, similarity, choose }: How,
): Estimate<Parity> {
  const items: ParityItem[] = []
  const clusters: number[] = []
  people.forEach((persons, item) => {
    const verdicts = judge.verdicts.get(item)
    if (!verdicts || persons.length < 2) return
    const category = choose(verdicts)
    const found = parityItem([...persons, { annotator: JUDGE, category }], JUDGE, () => true, similarity)
    if (!found) return
    items.push(found)
    clusters.push(prompts[item] as number)
  })
  const found = agreementDifference(items, clusters)
  if (!found.defined) return notDefined('No item was judged by it and by two people.')
  const { judgeHuman, humanHuman, difference, se, df, judgeHumanPairs, humanHumanPairs } = found.value
  const resampled = se === null ? null : resample(items, clusters, input.seed, judge)
  const interval90 = resampled && valueOrNull(summariseReplicates(resampled, 0.1))?.interval
  const interval95 = resampled && valueOrNull(summariseReplicates(resampled))?.interval
  return defined({
    ...{ judgeHuman, humanHuman, difference, judgeHumanPairs, humanHumanPairs },
    ...{ interval90: interval90 ?? null, interval95: interval95 ?? null },
    p: se === null ? null : equivalenceTest({ mean: difference, se, df }, margin).p,
    finding: findingOf(interval90 ?? null, margin),
    items: items.length,
    prompts: df + 1,
  })
}

/** Differences of resamples of prompts. */
function resample(items: readonly ParityItem[], clusters: readonly number[], seed: number, { code }: Judge) {
  const [judgeHuman, humanHuman] = (['judgeHuman', 'humanHuman'] as const).map((which) =>
    sumByCluster(
      items.map((item) => item[which]),
      clusters,
    ),
  ) as [ClusterTotal[], ClusterTotal[]]
  const prompts = judgeHuman
    .map((own, prompt) => ({ judgeHuman: own, humanHuman: humanHuman[prompt] as ClusterTotal }))
    .filter((prompt) => prompt.judgeHuman.n > 0)
  const { below } = rng(seed, `parity/${code}`)
  return Array.from({ length: PARITY_ROUNDS }, () =>
    resampledDifference(prompts, drawMultiplicities(prompts.length, below)),
  )
}

/** Equivalent within ± margin; not worse above −margin; worse below it; else the data leave it open. */
export function findingOf(interval: Interval | null, margin: number): ParityFinding {
  if (!interval) return 'open'
  const [low, high] = interval
  if (low > -margin) return high < margin ? 'equivalent' : 'not-worse'
  return high < -margin ? 'worse' : 'open'
}
