import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { type AnytimeRow, type Arrivals, anytimeRow } from './anytime'

/**
 * Anytime-valid scores of every group and pair of systems that has judgments: seen from the focal system, and from either
 * where neither is focal, for which of the two a figure names first depends on its rule.
 *
 * @param told hears which share is done
 */
export function anytimeScores(input: JudgmentColumns, told: (share: number) => void = () => undefined): AnytimeRow[] {
  const arrivals = gatherArrivals(input)
  return arrivals.flatMap((pair, index) => {
    const { first, second } = pair
    const rows = [anytimeRow(pair, { reference: first, other: second })]
    if (first !== input.focal) rows.push(anytimeRow(pair, { reference: second, other: first }))
    told((index + 1) / arrivals.length)
    return rows.filter((row) => row !== null)
  })
}

/** Of each group and pair of systems the first judgment of each prompt, in the order in which they were given. */
export function gatherArrivals({ rows, items, annotators, systems, groups }: JudgmentColumns): Arrivals[] {
  const pairs = new Map<number, Arrivals & { prompts: Set<number> }>()
  for (let r = 0; r < rows.item.length; r++) {
    if (rows.repeat[r]) continue
    const { group } = annotators[rows.annotator[r] as number] as JudgmentColumns['annotators'][number]
    const { prompt } = items[rows.item[r] as number] as JudgmentColumns['items'][number]
    const [first, second] = [rows.first[r] as number, rows.second[r] as number]
    const key = (group * systems.length + first) * systems.length + second
    const names = { group: groups[group] as string, first: systems[first] as string, second: systems[second] as string }
    const pair = pairs.get(key) ?? { ...names, scores: [], prompts: new Set() }
    pairs.set(key, pair)
    if (pair.prompts.has(prompt)) continue
    pair.prompts.add(prompt)
    pair.scores.push(1 - (rows.category[r] as number) / 2)
  }
  return [...pairs.values()].map(({ group, first, second, scores }) => ({ group, first, second, scores }))
}
