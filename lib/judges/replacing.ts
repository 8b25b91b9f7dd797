import {
  alternativeAnnotatorTest,
  meanTieDiscounted,
  type NearnessScore,
} from '@/lib/stats/parity/alternative-annotator-test'
import type { Judge, JudgeTable } from './judge-table'

/** What a person is worth over a judge, in probability, for experts, skilled annotators and a crowd, as in the paper. */
const EPSILONS = [0.2, 0.15, 0.1] as const

/** The alternative annotator test at one ε; the shares are null where nobody judged 30 such items. */
export type Replacing = {
  epsilon: number
  /** ω: the share of people whose place the judge may take. */
  winningRate: number | null
  /** ρ: how often the judge comes at least as near to the others as the person does. */
  advantage: number | null
  people: { code: string; items: number; judge: number; human: number; p: number; replaceable: boolean }[]
}

/** Fewer items of one person than this are not tested, as in the paper. */
export const LEAST_ITEMS = 30

/** Whatever people judged, items or single responses. */
type ReplacingTable = Pick<JudgeTable, 'people'> & { input: { annotators: readonly { code: string }[] } }

/**
 * Whether a judge may take the place of one of the people, by its first verdict on an item, as people give one.
 * @param score how near a verdict comes to those of the others; tie-discounted agreement, of pairs
 */
export function measureReplacing(
  { input, people }: ReplacingTable,
  judge: Pick<Judge, 'verdicts'>,
  score: NearnessScore = meanTieDiscounted,
): Replacing[] {
  const items = people.map((persons, item) => {
    const [category] = judge.verdicts.get(item) ?? []
    return category === undefined ? [] : [...persons, { annotator: -1, category }]
  })
  return EPSILONS.map((epsilon) => {
    const of = { epsilon, score, leastItems: LEAST_ITEMS }
    const { annotators, winningRate, advantageProbability } = alternativeAnnotatorTest(items, -1, () => true, of)
    return {
      ...{ epsilon, winningRate, advantage: advantageProbability },
      people: annotators.map(({ annotator, items: n, judge: nearer, human, pAdjusted, replaceable }) => ({
        ...{ code: input.annotators[annotator]?.code ?? '', items: n, judge: nearer, human, p: pAdjusted, replaceable },
      })),
    }
  })
}
