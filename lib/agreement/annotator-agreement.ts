import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { type ClusteredMean, type ClusterTotal, clusteredMean, meanShare } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { annotatorAgainstGroup, groupAgreement } from '@/lib/stats/group-agreement'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import { agreementWithPlurality } from '@/lib/stats/plurality-agreement'
import type { RatedItem } from '@/lib/stats/ratings'
import type { Rated } from './rated-items'

/** How far one annotator gives the verdicts of others, tie-discounted. Intervals are clustered by prompt. */
export type AnnotatorAgreement = {
  code: string
  group: string
  /** With every other member of each group, over all pairs of labels. */
  against: { group: string; pairs: number; agreement: Estimate<ClusteredMean> }[]
  /** With the plurality of at least two others; null without an item of that kind. */
  plurality: { agreement: number; interval: Interval | null; items: number } | null
  leaveOneOut: LeaveOneOut | null
}

/** A group's agreement with and without one of its members; null where too few pairs of labels are left. */
export type LeaveOneOut = {
  with: ClusteredMean
  without: ClusteredMean
}

/** One entry an annotator, in the order of their codes, those without any verdict on these items among them. */
export function annotatorAgreements(input: JudgmentColumns, { items, prompts }: Rated): AnnotatorAgreement[] {
  const groupOf = input.annotators.map(({ group }) => group)
  const own = itemsByAnnotator(items, input.annotators.length)
  const within = input.groups.map((_, group) => sumByPrompt(groupAgreement(items, groupOf, [group, group]), prompts))
  return input.annotators.map(({ code, group }, annotator) => {
    const numbers = own[annotator] as number[]
    const [mine, theirPrompts] = [numbers.map((k) => items[k] as RatedItem), numbers.map((k) => prompts[k] as number)]
    const against = input.groups.map((_, other) =>
      sumByPrompt(annotatorAgainstGroup(mine, groupOf, { annotator, group: other }), theirPrompts),
    )
    const plurality = agreementWithPlurality(mine, annotator)
    return {
      code,
      group: input.groups[group] as string,
      against: against.map((byPrompt, other) => {
        const totals = [...byPrompt.values()]
        const pairs = totals.reduce((sum, { n }) => sum + n, 0)
        return { group: input.groups[other] as string, pairs, agreement: mapEstimate(clusteredMean(totals), meanShare) }
      }),
      plurality: plurality.defined
        ? {
            agreement: plurality.value.tieDiscounted,
            interval: cutTo(plurality.value.interval, SHARE),
            items: plurality.value.items,
          }
        : null,
      leaveOneOut: leaveOut(within[group] as ByPrompt, against[group] as ByPrompt),
    }
  })
}

type ByPrompt = Map<number, ClusterTotal>

function itemsByAnnotator(items: readonly RatedItem[], annotators: number): number[][] {
  const own: number[][] = Array.from({ length: annotators }, () => [])
  items.forEach((item, index) => {
    for (const { annotator } of item) own[annotator]?.push(index)
  })
  return own
}

function sumByPrompt(cells: readonly ClusterTotal[], prompts: readonly number[]): ByPrompt {
  const sums: ByPrompt = new Map()
  cells.forEach(({ n, total }, index) => {
    if (n === 0) return
    const prompt = prompts[index] as number
    const sum = sums.get(prompt) ?? { n: 0, total: 0 }
    sums.set(prompt, { n: sum.n + n, total: sum.total + total })
  })
  return sums
}

/** What is left of a group's pairs of labels once those with one member are taken away. */
function leaveOut(all: ByPrompt, theirs: ByPrompt): LeaveOneOut | null {
  if (theirs.size === 0) return null
  const rest = [...all].map(([prompt, { n, total }]) => {
    const own = theirs.get(prompt)
    return own ? { n: n - own.n, total: total - own.total } : { n, total }
  })
  const [whole, without] = [clusteredMean([...all.values()]), clusteredMean(rest)]
  return whole.defined && without.defined ? { with: meanShare(whole.value), without: meanShare(without.value) } : null
}
